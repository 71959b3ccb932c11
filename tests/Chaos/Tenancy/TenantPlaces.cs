namespace Chaos.Tenancy;

/// <summary>Where the runs are, and where each tenant is, as an outsider sees it.</summary>
internal abstract class TenantPlaces(BlogDatabase runs)
{
    public BlogDatabase Runs => runs;

    /// <summary>True when a tenant has so many rows, each changed exactly once.</summary>
    public bool IsOnceEach(int tenant, int rows) =>
        Ask(tenant, $"SELECT COUNT(*) FROM {Rows(tenant)} WHERE \"Revision\" = 1") == rows && Ask(tenant, $"SELECT COUNT(*) FROM {Rows(tenant)}") == rows;

    /// <summary>Takes the table of a tenant away.</summary>
    public abstract void Break(int tenant);

    /// <summary>Gives it back.</summary>
    public abstract void Mend(int tenant);

    /// <summary>Rows that runs have left behind in the databases of tenants.</summary>
    public abstract long ProgressRows(int tenants);

    protected abstract long Ask(int tenant, string sql);

    protected abstract string Rows(int tenant);
}
