namespace MaintenanceTasks.Tests.Runs;

public sealed class RunStatusesTests
{
    [Fact]
    public void Statuses_are_stored_as_these_nine_words() => Assert.Equal(
        ["enqueued", "running", "pausing", "paused", "cancelling", "cancelled", "interrupted", "succeeded", "errored"],
        Enum.GetValues<RunStatus>().Select(status => status.Word()));

    [Fact]
    public void A_word_is_read_back() =>
        Assert.All(Enum.GetValues<RunStatus>(), status => Assert.Equal(status, RunStatuses.Parse(status.Word())));

    [Theory]
    [InlineData("Enqueued")]
    [InlineData("")]
    [InlineData("stuck")]
    [Survives("S17")]
    public void Another_word_is_refused_naming_all_nine(string word)
    {
        var refusal = Assert.Throws<FormatException>(() => RunStatuses.Parse(word));
        Assert.Contains($"found '{word}'", refusal.Message);
        Assert.Contains("enqueued, running, pausing", refusal.Message);
    }

    [Fact]
    [Ancestor("C035", "C039", "C040")]
    public void A_run_is_active_until_it_has_ended()
    {
        RunStatus[] ended = [RunStatus.Cancelled, RunStatus.Succeeded, RunStatus.Errored];
        Assert.All(Enum.GetValues<RunStatus>(), status =>
        {
            Assert.Equal(ended.Contains(status), status.IsCompleted());
            Assert.Equal(!ended.Contains(status), status.IsActive());
        });
    }

    [Fact]
    public void Work_is_claimed_from_enqueued_running_and_interrupted_runs() => Assert.Equal(
        [RunStatus.Enqueued, RunStatus.Running, RunStatus.Interrupted], Enum.GetValues<RunStatus>().Where(status => status.IsClaimable()));
}
