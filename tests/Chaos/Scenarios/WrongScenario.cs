using System.Net;
using Chaos.Processes;
using Microsoft.Data.Sqlite;

namespace Chaos.Scenarios;

/// <summary>Wrong input and wrong databases.</summary>
internal static class WrongScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var database = await proof.Workspace.SeedAsync(1000);
        await RefusedAsync(proof, database, 2, "NoSuchTask", "perform", "NoSuchTask");
        await RefusedAsync(proof, database, 2, "Color", "perform", "BackfillPostSlugs", "--arg", "Color=red");
        await RefusedAsync(proof, database, 2, "PostId", "perform", "FailOnPost");
        await RefusedAsync(proof, database, 2, "'many'", "perform", "FailOnPost", "--arg", "PostId=many");
        await RefusedAsync(proof, database, 2, "'x'", "status", "x");
        await RefusedAsync(proof, database, 2, "4711", "status", "4711");
        proof.Claim("nothing was enqueued", database.Number("SELECT COUNT(*) FROM maintenance_task_runs") == 0);
        await WithoutTablesAsync(proof);
        await ReadOnlyAsync(proof);
        await AppearsLaterAsync(proof, database);
    }

    private static async Task RefusedAsync(Proof proof, SqliteBlog database, int code, string named, params string[] verb) =>
        Refused(proof, string.Join(' ', verb), await BlogCommand.RunAsync(database.Path, verb), code, named);

    private static void Refused(Proof proof, string what, BlogCommand answer, int code, string named)
    {
        var clean = !answer.Error.Contains("   at ", StringComparison.Ordinal) && answer.Error.Contains(named, StringComparison.Ordinal);
        proof.Claim($"{what}: exit code {answer.ExitCode} (expected {code}): {answer.Error.Trim()}", answer.ExitCode == code && clean);
    }

    private static async Task WithoutTablesAsync(Proof proof)
    {
        var path = proof.Workspace.NewPath("other.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            BlogDatabase.Execute(connection, "CREATE TABLE Other (Id INTEGER)");
        }

        var answer = await BlogCommand.RunAsync(path, ["runs"]);
        Refused(proof, "a database without the tables", answer, 1, "AddMaintenanceTasks()");
        await StaysUpAsync(proof, "a database without the tables", BlogCommand.ConnectionString(path), path);
    }

    private static async Task ReadOnlyAsync(Proof proof)
    {
        var database = await proof.Workspace.SeedAsync(1000);
        // There has to be work, or the host has no reason to write.
        await database.PerformAsync("RecountComments");
        var connection = BlogCommand.ConnectionString(database.Path) + ";Mode=ReadOnly";
        Refused(proof, "a read-only connection", await BlogCommand.RunAsync(connection, database.Directory, ["perform", "WarmCaches"]), 1, "read-only");
        await StaysUpAsync(proof, "a read-only connection", connection, database.Path);

        File.SetUnixFileMode(database.Path, UnixFileMode.UserRead);

        // Rights mean nothing to root unless it gives up the power to ignore them.
        string[]? launcher = Environment.UserName == "root" ? ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] : null;
        var answer = await BlogCommand.RunAsync(BlogCommand.ConnectionString(database.Path), database.Directory, ["perform", "WarmCaches"], launcher: launcher);
        Refused(proof, "a read-only file", answer, 1, "read-only");
    }

    private static async Task AppearsLaterAsync(Proof proof, SqliteBlog database)
    {
        var later = new SqliteBlog(proof.Workspace.NewPath("later.db"));
        using var host = proof.Workspace.Start(BlogCommand.ConnectionString(later.Path) + ";Mode=ReadWrite", later.Directory);
        await host.AnswersAsync();
        await Proof.UntilAsync("the health check is degraded", () => host.ReadAsync("/health").Result == "Degraded", TimeSpan.FromSeconds(30));
        var absent = proof.Options.Seconds("appear-after-s", 30);
        await Proof.UntilAsync("the database is absent for a while", () => host.SinceStart >= absent);
        proof.Claim($"without its database the host stays up for {absent.TotalSeconds:0} s: / answers {host.StatusOf("/")}, the dashboard {host.StatusOf("/maintenance-tasks")}",
            host.IsAlive && host.StatusOf("/") == HttpStatusCode.OK && host.StatusOf("/maintenance-tasks") == HttpStatusCode.ServiceUnavailable);

        File.Copy(database.Path, later.Path);
        var run = await later.PerformAsync("BackfillPostSlugs");
        var took = await Proof.UntilAsync("the run succeeds", () => later.Status(run) == "succeeded", TimeSpan.FromMinutes(1));
        proof.Claim($"when it appears, the same host works ({took.TotalSeconds:0.0} s) and is {await host.ReadAsync("/health")}", await host.ReadAsync("/health") == "Healthy");
    }

    private static async Task StaysUpAsync(Proof proof, string what, string connectionString, string path)
    {
        using var host = proof.Workspace.Start(connectionString, Path.GetDirectoryName(path)!);
        await host.AnswersAsync();
        await Proof.UntilAsync("the health check is degraded", () => host.ReadAsync("/health").Result == "Degraded", TimeSpan.FromSeconds(30));
        proof.Claim($"{what}: the host stays up and is degraded, the dashboard answers {host.StatusOf("/maintenance-tasks")}", host.IsAlive);
    }
}
