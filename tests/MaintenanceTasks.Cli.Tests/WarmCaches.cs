namespace MaintenanceTasks.Cli.Tests;

[AllowConcurrentRuns]
internal sealed class WarmCaches : OneOffTask
{
    public string? Prefix { get; set; }

    public override void Process()
    {
    }
}
