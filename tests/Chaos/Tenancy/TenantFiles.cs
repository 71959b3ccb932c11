using System.Globalization;

namespace Chaos.Tenancy;

/// <summary>A SQLite file for each tenant, beside the one of the runs.</summary>
internal sealed class TenantFiles(string runs) : TenantPlaces(new SqliteBlog(runs))
{
    public override void Break(int tenant) => File(tenant).Execute("ALTER TABLE \"Rows\" RENAME TO \"Away\"");

    public override void Mend(int tenant) => File(tenant).Execute("ALTER TABLE \"Away\" RENAME TO \"Rows\"");

    public override long ProgressRows(int tenants) => Enumerable.Range(0, tenants).Sum(tenant => Ask(tenant, "SELECT COUNT(*) FROM maintenance_task_progress"));

    protected override long Ask(int tenant, string sql) => File(tenant).Number(sql);

    protected override string Rows(int tenant) => "\"Rows\"";

    private SqliteBlog File(int tenant) => new(Path.Combine(Runs.Directory, string.Create(CultureInfo.InvariantCulture, $"tenant{tenant:00}.db")));
}
