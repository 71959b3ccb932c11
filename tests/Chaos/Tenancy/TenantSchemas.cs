using System.Globalization;

namespace Chaos.Tenancy;

/// <summary>A schema for each tenant, in the database of the runs.</summary>
internal sealed class TenantSchemas(string connectionString, string directory) : TenantPlaces(new PostgresBlog(connectionString, directory))
{
    public override void Break(int tenant) => Runs.Execute($"ALTER TABLE {Rows(tenant)} RENAME TO \"Away\"");

    public override void Mend(int tenant) => Runs.Execute($"ALTER TABLE {Schema(tenant)}.\"Away\" RENAME TO \"Rows\"");

    public override long ProgressRows(int tenants) => 0;

    protected override long Ask(int tenant, string sql) => Runs.Number(sql);

    protected override string Rows(int tenant) => $"{Schema(tenant)}.\"Rows\"";

    private static string Schema(int tenant) => string.Create(CultureInfo.InvariantCulture, $"tenant{tenant:00}");
}
