namespace MaintenanceTasks.Tests.Runs;

public sealed class StaleTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan? Default = new MaintenanceTasksOptions().StaleAfter;

    [Theory, InlineData(31, true), InlineData(29, false), Ancestor("C047")]
    public void A_run_is_stale_thirty_days_after_it_succeeded(int days, bool stale) =>
        Assert.Equal(stale ? TimeSpan.FromDays(days) : null, Succeeded(days).StaleFor(Now, Default));

    [Fact, Ancestor("C048")]
    public void The_threshold_can_be_changed_and_is_not_stale_itself()
    {
        var run = Succeeded(days: 2);
        Assert.Null(run.StaleFor(Now, TimeSpan.FromDays(2)));
        Assert.Equal(TimeSpan.FromDays(2), run.StaleFor(Now, TimeSpan.FromDays(2) - TimeSpan.FromTicks(1)));
    }

    [Fact, Ancestor("C046")]
    public void Nothing_is_stale_without_a_threshold() => Assert.Null(Succeeded(days: 4000).StaleFor(Now, null));

    [Theory, Ancestor("C045", "C049")]
    [InlineData(RunStatus.Enqueued)]
    [InlineData(RunStatus.Running)]
    [InlineData(RunStatus.Paused)]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Errored)]
    public void Only_what_has_succeeded_can_be_stale(RunStatus status)
    {
        Assert.Null((Succeeded(days: 4000) with { Status = status }).StaleFor(Now, Default));
        Assert.Null((Succeeded(days: 4000) with { Status = status, EndedAt = null }).StaleFor(Now, Default));
    }

    private static Run Succeeded(int days) => new()
    {
        Id = 1,
        Task = "T",
        Token = Guid.Empty,
        Status = RunStatus.Succeeded,
        CreatedAt = Now.AddDays(-5000),
        EndedAt = Now.AddDays(-days),
    };
}
