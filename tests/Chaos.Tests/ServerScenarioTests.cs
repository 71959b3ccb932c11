using MaintenanceTasks;

namespace Chaos.Tests;

/// <summary>Processes that share a database server; one scenario after the other, because some count what happens on it.</summary>
public sealed class ServerScenarioTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    [Avoids("Q05")]
    public Task Three_workers_on_Hangfire_share_a_run_in_partitions_and_change_every_post_once()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("workers", "--posts", "40000");
    }

    [Fact]
    [Avoids("Q01", "Q03", "Q05")]
    [Survives("F19", "F63", "F85")]
    public Task A_run_survives_killed_workers_restarts_of_the_database_pauses_and_a_frozen_worker()
    {
        Needs("MT_POSTGRES"); // for its programs: the scenario has a cluster of its own
        return HoldsAsync("storm", "--posts", "6000", "--item-ms", "20", "--lease-s", "3", "--kill-every-s", "6");
    }

    [Fact]
    [Survives("F4", "F5")]
    public Task Killed_at_any_moment_no_entry_is_lost_or_double()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("ledger", "--workers", "2", "--kills", "2", "--items", "8000", "--slack-ms", "5000", "--within-s", "60");
    }

    [Fact]
    [Survives("F85")]
    public Task Everything_at_once_in_no_order_loses_nothing()
    {
        Needs("MT_POSTGRES"); // for its programs: the scenario has a cluster of its own
        return HoldsAsync("chaos", "--minutes", "0.3", "--items", "8000");
    }

    [Fact]
    [Survives("F71")]
    public Task A_run_goes_on_by_itself_when_Hangfire_has_lost_all_its_data()
    {
        Needs("MT_POSTGRES", "MT_REDIS");
        return HoldsAsync("flush", "--posts", "12000", "--item-ms", "1", "--within-s", "60");
    }

    [Fact]
    [Survives("F4", "F5")]
    public Task Each_row_of_each_tenant_is_changed_once_under_SIGKILL_and_a_broken_tenant_is_named()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("tenants", "--tenants", "4", "--rows", "2000", "--kills", "1");
    }

    [Fact]
    [Survives("F4", "F5")]
    public Task Killed_at_any_moment_behind_a_pooler_in_transaction_mode_no_entry_is_lost_or_double()
    {
        Needs("MT_POSTGRES", "MT_PGBOUNCER");
        return HoldsAsync("ledger", "--pgbouncer", "1", "--workers", "3", "--kills", "1", "--items", "8000", "--slack-ms", "5000", "--within-s", "60");
    }

    [Fact]
    public Task A_node_has_few_connections_at_rest_and_at_work()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("nodes", "--rest-s", "3", "--items", "500");
    }

    [Fact]
    public Task Of_many_who_do_the_same_at_once_one_does_it()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("race", "--rounds", "10");
    }

    [Fact]
    public Task Pages_and_splits_of_a_large_table_are_index_ranges()
    {
        Needs("MT_POSTGRES");
        return HoldsAsync("pages", "--rows", "200000", "--page", "100", "--pages", "20", "--ratio", "1000", "--slack-s", "60");
    }
}
