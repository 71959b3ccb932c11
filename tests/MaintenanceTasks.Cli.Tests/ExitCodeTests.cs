namespace MaintenanceTasks.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RunStatus.Enqueued, null)]
    [InlineData(RunStatus.Running, null)]
    [InlineData(RunStatus.Pausing, null)]
    [InlineData(RunStatus.Cancelling, null)]
    [InlineData(RunStatus.Interrupted, null)]
    [InlineData(RunStatus.Paused, 3)]
    [InlineData(RunStatus.Cancelled, 3)]
    [InlineData(RunStatus.Errored, 1)]
    [InlineData(RunStatus.Succeeded, 0)]
    [Ancestor("C037")]
    public void A_run_has_stopped_when_it_is_paused_or_has_ended(RunStatus status, int? code) => Assert.Equal(code, ExitCode.Of(status));
}
