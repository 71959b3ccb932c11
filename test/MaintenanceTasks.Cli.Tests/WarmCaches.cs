namespace MaintenanceTasks.Cli.Tests;

[AllowConcurrentRuns]
internal sealed class WarmCaches : OneOffTask
{
    public override void Process()
    {
    }
}
