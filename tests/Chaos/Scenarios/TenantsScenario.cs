using System.Text.RegularExpressions;
using Chaos.Processes;
using Chaos.Servers;
using Chaos.Tenancy;

namespace Chaos.Scenarios;

/// <summary>One run over many tenants, in separate SQLite files and in PostgreSQL schemas, killed again and again; one tenant is broken.</summary>
internal static class TenantsScenario
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(Proof proof)
    {
        await OnAsync(proof, "SQLite files", new TenantFiles(proof.Workspace.NewPath("runs.db")));
        using var server = PostgresServer.Given();
        await OnAsync(proof, "PostgreSQL schemas", new TenantSchemas(server.NewDatabase(), Path.GetDirectoryName(proof.Workspace.NewPath("here"))!));
    }

    private static async Task OnAsync(Proof proof, string name, TenantPlaces places)
    {
        var (tenants, rows, kills) = (proof.Options.Number("tenants", 50), proof.Options.Number("rows", 20_000), proof.Options.Number("kills", 10));
        (string Name, string Value)[] environment = [("Tenants__Count", $"{tenants}"), ("MaintenanceTasks__Worker__MaxConcurrentSlices", "4")];
        await AskAsync(places, ["list"], [.. environment, ("Tenants__Rows", $"{rows}")]);
        var broken = tenants / 2;
        places.Break(broken);
        await AskAsync(places, ["perform", "RaiseRevisions", "--parallel", "4"], environment);
        var run = places.Runs.NewestRun("RaiseRevisions");
        var ended = 0;
        var random = new Random(proof.Options.Number("seed", 1));
        for (var life = 0; life <= kills; life++)
        {
            using var host = proof.Workspace.Start(BlogProcess.Tenants, places.Runs.ConnectionString, places.Runs.Directory, environment);
            if (life == kills)
            {
                await places.Runs.UntilStatusAsync(run, "succeeded", "errored");
                await host.TerminateAsync();
                break;
            }

            // Spread over the work, at any moment within it.
            var until = (long)((tenants - 1.0) * rows * (life + random.NextDouble()) / (kills + 1));
            await Proof.UntilAsync($"{until:N0} rows are done", () => places.Runs.Ticks(run) >= until || places.Runs.Status(run) is "succeeded" or "errored", LongestLife);
            if (places.Runs.Status(run) is "succeeded" or "errored") break;
            host.Kill();
            ended++;
        }

        proof.Claim($"{name}: its process was killed {kills} times (found {ended})", ended == kills);
        var error = places.Runs.Error(run);

        // Towards the end a tenant may have been shared between workers, and have more partitions than one.
        proof.Claim($"{name}: the run is errored and names the broken tenant alone (found {places.Runs.Status(run)}: {error})",
            places.Runs.Status(run) == "errored" && Regex.IsMatch(error, $@"^1 of \d+ partitions failed, the others are done: tenant{broken:00} \([^;]*$"));
        var wrong = Enumerable.Range(0, tenants).Where(tenant => tenant != broken && !places.IsOnceEach(tenant, rows)).ToArray();
        proof.Claim($"{name}: {tenants - 1} tenants have each of {rows:N0} rows changed exactly once (wrong: {wrong.Length}) {string.Join(' ', wrong)}", wrong.Length == 0);
        proof.Note($"{name}: delivery {places.Runs.Text($"SELECT delivery FROM maintenance_task_runs WHERE id = {run}")}");

        places.Mend(broken);
        await AskAsync(places, ["resume", $"{run}"], environment);
        using var last = proof.Workspace.Start(BlogProcess.Tenants, places.Runs.ConnectionString, places.Runs.Directory, environment);
        await places.Runs.UntilStatusAsync(run, "succeeded", "errored");
        proof.Claim($"{name}: mended and resumed, it succeeded with {places.Runs.Ticks(run):N0} of {tenants * rows:N0} rows",
            places.Runs.Status(run) == "succeeded" && places.Runs.Ticks(run) == tenants * rows && Enumerable.Range(0, tenants).All(tenant => places.IsOnceEach(tenant, rows)));
        proof.Claim($"{name}: no progress row is left (found {places.ProgressRows(tenants)})", places.ProgressRows(tenants) == 0);
        await last.TerminateAsync();
    }

    private static async Task AskAsync(TenantPlaces places, string[] verb, (string Name, string Value)[] environment)
    {
        var asked = await BlogCommand.RunAsync(
            places.Runs.ConnectionString, places.Runs.Directory, verb, [.. environment, ("MaintenanceTasks__Worker__Enabled", "false")], program: BlogProcess.Tenants);
        if (asked.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {asked.ExitCode}: {asked.Error}");
    }
}
