using System.Globalization;

namespace Chaos.Scenarios;

/// <summary>An item that throws.</summary>
internal static class FailScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var (posts, at) = (proof.Options.Number("posts", 200_000), proof.Options.Number("at", 150_000));
        var database = await proof.Workspace.SeedAsync(posts);
        using var host = proof.Workspace.Start(database);
        await host.AnswersAsync();
        var run = await database.PerformAsync("FailOnPost", string.Create(CultureInfo.InvariantCulture, $"PostId={at}"));
        await database.UntilStatusAsync(run, "succeeded", "errored");

        proof.Claim($"errored (found {database.Status(run)})", database.Status(run) == "errored");
        proof.Claim($"the message names the post: {database.Error(run)}", database.Error(run).Contains(string.Create(CultureInfo.InvariantCulture, $"{at}"), StringComparison.Ordinal));
        var kept = database.Number($"SELECT COUNT(*) FROM Posts WHERE Id < {at} AND Revision = 1");
        proof.Claim($"the {at - 1:N0} posts before it are kept, and no more (found {kept:N0}; {database.RevisionsInWords()})",
            kept == at - 1 && database.Number("SELECT SUM(Revision) FROM Posts") == at - 1);
        proof.Claim($"the cursor stands before it (found {database.Cursor(run)}, {database.Ticks(run):N0} ticks)",
            database.Cursor(run).Contains(string.Create(CultureInfo.InvariantCulture, $"{at - 1}"), StringComparison.Ordinal) && database.Ticks(run) == at - 1);

        database.Execute($"UPDATE Posts SET Body = 'mended' WHERE Id = {at}");
        var resumed = await database.AskAsync("resume", run);
        proof.Claim($"resume is accepted (exit code {resumed.ExitCode})", resumed.ExitCode == 0);
        await Proof.UntilAsync("the run ends again", () => database.Status(run) is "succeeded" or "errored");
        proof.Claim($"succeeded (found {database.Status(run)} {database.Error(run)})", database.Status(run) == "succeeded");
        proof.Claim($"every revision is 1 (found {database.RevisionsInWords()})", database.EveryRevisionIs(1));
    }
}
