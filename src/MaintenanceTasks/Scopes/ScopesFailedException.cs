namespace MaintenanceTasks;

/// <summary>The type of the error of a run whose other scopes are done. Never thrown.</summary>
internal sealed class ScopesFailedException : MaintenanceTaskException
{
    private ScopesFailedException()
        : base("")
    {
    }
}
