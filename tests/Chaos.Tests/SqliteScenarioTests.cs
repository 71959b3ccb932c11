using MaintenanceTasks;

namespace Chaos.Tests;

/// <summary>Processes on one machine, on SQLite.</summary>
public sealed class SqliteScenarioTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    [Avoids("Q01", "Q07")]
    [Survives("F4", "F5", "F9")]
    public Task A_backfill_under_SIGKILL_changes_every_post_once_and_goes_on_by_itself() =>
        HoldsAsync("kill", "--posts", "80000", "--kills", "1", "--life-ms", "500", "--moving-within-s", "15");

    [Fact]
    [Ancestor("C333")]
    [Survives("F1")]
    public Task SIGTERM_interrupts_within_the_grace_and_repeats_nothing() =>
        HoldsAsync("term", "--posts", "80000", "--index-posts", "3000", "--delay-ms", "1", "--kills", "1", "--life-ms", "500", "--moving-within-s", "15", "--exit-within-s", "10");

    [Fact]
    [Survives("F4", "F5")]
    public Task An_effect_outside_the_database_is_never_missing_and_repeated_at_most_a_checkpoint_interval() =>
        HoldsAsync("index", "--posts", "3000", "--delay-ms", "1", "--kills", "1", "--life-ms", "1500", "--moving-within-s", "15");

    [Fact]
    [Survives("F44", "F47")]
    public Task Pause_resume_and_cancel_stop_after_the_item_in_hand_and_illegal_requests_are_refused() =>
        HoldsAsync("steer", "--posts", "50000", "--slow-ms", "1000", "--notice-s", "10", "--illegal", "1");

    [Fact]
    [Avoids("Q05")]
    public Task Two_processes_share_five_runs_without_working_on_one_at_once() =>
        HoldsAsync("two", "--posts", "4000", "--delay-ms", "1", "--writer-ms", "5000");

    [Fact]
    [Avoids("Q05")]
    [Survives("F13", "F81")]
    public Task A_worker_frozen_for_longer_than_its_lease_commits_nothing_more() =>
        HoldsAsync("stop", "--posts", "80000", "--lease-s", "3", "--rounds", "1");

    [Fact]
    [Survives("F31")]
    public Task An_item_that_fails_is_named_and_resume_goes_on_at_it() =>
        HoldsAsync("fail", "--posts", "5000", "--at", "3750");

    [Fact]
    [Survives("F25")]
    public Task No_update_of_another_writer_is_lost_and_a_slow_item_delays_nobody() =>
        HoldsAsync("writers", "--posts", "30000", "--slow-ms", "2000", "--slow-for-s", "3", "--writer-ms", "1900");

    [Fact]
    public Task Memory_does_not_grow_with_the_table() =>
        HoldsAsync("memory", "--small", "5000", "--large", "40000", "--growth-mb", "128");

    [Fact]
    [Survives("F61")]
    public Task A_file_under_SIGKILL_is_imported_once_into_the_database_and_repeated_at_most_a_checkpoint_interval_outside() =>
        HoldsAsync("csv", "--rows", "100000", "--index-rows", "3000", "--kills", "1", "--delay-ms", "1", "--growth-mb", "128", "--first-row-s", "15");

    [Fact]
    [Survives("F54", "F55")]
    public Task Versions_of_an_application_run_side_by_side_without_an_errored_run() =>
        HoldsAsync("deploy", "--items", "60");

    [Fact]
    [Survives("F54", "F55")]
    public Task Deploys_in_a_row_leave_a_run_to_its_build_and_nothing_grows() =>
        HoldsAsync("deploys", "--deploys", "3", "--growth-mb", "128");

    [Fact]
    public Task A_run_whose_secret_a_node_cannot_read_is_left_to_one_that_can() => HoldsAsync("keys");

    [Fact]
    [Survives("F20", "F28")]
    public Task Wrong_input_and_a_wrong_database_get_a_clear_answer_and_the_host_stays_up() =>
        HoldsAsync("wrong", "--appear-after-s", "3");
}
