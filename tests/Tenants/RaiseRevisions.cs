using MaintenanceTasks;

namespace Tenants;

/// <summary>Changes each row of each tenant once.</summary>
[Scopes<TenantList>(GoOnWithOthers = true)]
public sealed class RaiseRevisions : EntityTask<TenantContext, Row>
{
    public int Round { get; set; }

    public override IQueryable<Row> Collection(TenantContext db) => db.Rows;

    public override void Process(Row row) => row.Revision++;
}
