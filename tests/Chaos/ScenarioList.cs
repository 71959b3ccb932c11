using Chaos.Processes;
using Chaos.Scenarios;

namespace Chaos;

/// <summary>A proof with real processes.</summary>
/// <param name="Verb">Its name on the command line.</param>
/// <param name="Claim">What it proves.</param>
/// <param name="Usage">Its options with their defaults.</param>
/// <param name="RunAsync">Performs it.</param>
internal sealed record Scenario(string Verb, string Claim, string Usage, Func<Proof, Task> RunAsync);

internal static class ScenarioList
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("kill", "a backfill under SIGKILL changes every post once and goes on by itself",
            "--posts 2000000 --kills 20 --seed 1 --life-ms 2000 --moving-within-s 6", KillScenario.KillAsync),
        new("term", "SIGTERM interrupts within the grace, and nothing is repeated",
            "--posts 2000000 --index-posts 200000 --delay-ms 0 --kills 5 --seed 1 --life-ms 2000 --moving-within-s 2 --exit-within-s 2", KillScenario.TerminateAsync),
        new("index", "an effect outside the database under SIGKILL misses nothing and repeats at most one checkpoint interval",
            "--posts 2000000 --kills 20 --seed 1 --life-ms 2000 --delay-ms 0 --moving-within-s 6", IndexScenario.RunAsync),
        new("steer", "pause, resume and cancel stop after the item in hand; illegal requests are refused",
            "--posts 200000 --slow-ms 3000 --notice-s 1 --illegal 7 --seed 1", SteerScenario.RunAsync),
        new("two", "two processes share five runs, one worker a partition, and writers of the application hardly wait",
            "--posts 200000 --delay-ms 0 --writer-ms 500", TwoProcessesScenario.RunAsync),
        new("stop", "a worker frozen for longer than its lease commits nothing more",
            "--posts 200000 --lease-s 20 --rounds 3 --seed 1", StopScenario.RunAsync),
        new("fail", "an item that fails is named, the ones before it are kept, and resume goes on at it",
            "--posts 200000 --at 150000", FailScenario.RunAsync),
        new("writers", "nobody's update is lost, and a slow item delays no writer",
            "--posts 200000 --per-second 200 --seed 1 --slow-ms 5000 --slow-for-s 12 --writer-ms 500", WritersScenario.RunAsync),
        new("memory", "memory does not grow with the table",
            "--small 10000 --large 2000000 --growth-mb 64", MemoryScenario.RunAsync),
        new("csv", "a large file is imported under SIGKILL: each row once in the database, at most one checkpoint interval repeated outside",
            "--rows 5000000 --index-rows 5000000 --kills 3 --seed 1 --delay-ms 0 --growth-mb 64 --first-row-s 1", CsvScenario.RunAsync),
        new("workers", "worker processes on Hangfire share one run in partitions, every post exactly once",
            "--posts 1000000 --workers 3 --partitions 8", WorkersScenario.RunAsync),
        new("storm", "a run survives workers killed and replaced, abrupt restarts of the database, pauses, and a frozen worker",
            "--posts 1000000 --workers 3 --partitions 8 --kill-every-s 5 --lease-s 20 --item-ms 0 --seed 1", StormScenario.RunAsync),
        new("cutoff", "workers cut off from the database, one in the middle of a transaction, are replaced, and come back without an effect (root only)",
            "--posts 100000 --partitions 8 --item-ms 10 --away-s 60 --within-s 45 --seed 1", CutOffScenario.RunAsync),
        new("flush", "a run goes on by itself when all that Hangfire has stored on Redis is deleted",
            "--posts 1000000 --workers 3 --partitions 8 --item-ms 0 --within-s 30", FlushScenario.RunAsync),
        new("deploy", "versions of an application run side by side: nothing is errored that another version can do, and nothing is lost",
            "--items 1000", DeployScenario.RunAsync),
        new("deploys", "many deploys in a row during one run: the build that began goes on until its last node is gone, and neither history nor memory grows",
            "--deploys 20 --item-ms 5 --growth-mb 64", DeploysScenario.RunAsync),
        new("tenants", "one run over many tenants, in files and in schemas, killed again and again: each row once, and a broken tenant is named",
            "--tenants 50 --rows 20000 --kills 10 --seed 1", TenantsScenario.RunAsync),
        new("keys", "nodes with separate keys of data protection: a run whose secret one cannot read is left to the other, and says so",
            "", KeysScenario.RunAsync),
        new("nodes", "connections of a node at rest and at work, and the rows that the engine itself has written",
            "--rest-s 30 --items 5000", NodesScenario.RunAsync),
        new("race", "of many who do the same at once one does it, on SQLite and PostgreSQL",
            "--rounds 1000", RaceScenario.RunAsync),
        new("pages", "a page costs the same wherever it is, and a large table is split in the time of a count",
            "--rows 20000000 --page 1000 --pages 500 --parts 16 --ratio 1.1 --slack-s 1", PagesScenario.RunAsync),
        new("ledger", "processes killed at random moments on SQLite and PostgreSQL: no entry lost or double, lines repeated within one interval",
            "--kills 1000 --workers 4 --items 20000 --slack-ms 250 --within-s 6 --seed 1 --pgbouncer 0 --sqlserver 0", LedgerScenario.RunAsync),
        new("recover", "machines that are gone from one moment to the next are replaced (root only)",
            "--kills 100 --machines 10 --items 20000 --within-s 31 --seed 1", RecoverScenario.RunAsync),
        new("chaos", "everything at once, in an order that the seed decides, on SQLite and PostgreSQL side by side",
            "--minutes 2 --workers 3 --items 20000 --pause-ms 3000 --seed random", ChaosScenario.RunAsync),
        new("wrong", "wrong input and a wrong database get a clear answer, and the host stays up",
            "--appear-after-s 30", WrongScenario.RunAsync),
    ];

    public static Scenario? Find(string verb) => All.FirstOrDefault(scenario => scenario.Verb == verb);

    /// <summary>Performs a scenario and ends every process it started. True when every claim held.</summary>
    public static async Task<bool> RunAsync(Scenario scenario, TextWriter output, params string[] arguments)
    {
        using var workspace = new Workspace();
        var proof = new Proof(output, new Options(arguments), workspace);
        output.WriteLine($"{scenario.Verb}: {scenario.Claim}");
        try
        {
            await scenario.RunAsync(proof);
        }
        catch (TimeoutException exception)
        {
            proof.Claim(exception.Message, false);
        }

        output.WriteLine(proof.Broken == 0 ? $"{scenario.Verb}: all {proof.Claims} claims hold." : $"{scenario.Verb}: {proof.Broken} of {proof.Claims} claims do not hold.");
        return proof.Broken == 0;
    }
}
