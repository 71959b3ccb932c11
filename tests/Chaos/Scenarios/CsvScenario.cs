using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chaos.Scenarios;

/// <summary>A large CSV file, imported while the process is killed at given places.</summary>
internal static class CsvScenario
{
    // The last kill is at this part of the file: row 4,000,000 of 5,000,000.
    private const double LastKill = 0.8;
    private const int Authors = 500;

    public static async Task RunAsync(Proof proof)
    {
        var rows = proof.Options.Number("rows", 5_000_000);
        var file = await MakeAsync(proof, rows);
        await ImportAsync(proof, file);
        var indexed = proof.Options.Number("index-rows", rows);
        await IndexAsync(proof, indexed == rows ? file : await MakeAsync(proof, indexed));
    }

    private static async Task<PostFile> MakeAsync(Proof proof, int rows)
    {
        var file = new PostFile(proof.Workspace.NewPath("posts.csv"), rows, proof.Options.Number("seed", 1));
        await Task.Run(file.Write);
        proof.Note($"a file of {rows:N0} rows, {new FileInfo(file.Path).Length / 1_000_000.0:N1} MB");
        return file;
    }

    /// <summary>Into the database of the runs: every row once.</summary>
    private static async Task ImportAsync(Proof proof, PostFile file)
    {
        var little = await PeakOfAsync(proof, await MakeAsync(proof, Math.Max(1000, file.Rows / 50)));
        var database = await proof.Workspace.SeedAsync(Authors);
        var before = database.Number("SELECT MAX(Id) FROM Posts");
        var (run, stored) = await StartAsync(proof, database, "ImportPosts", file);
        var began = Stopwatch.GetTimestamp();
        var peaks = new List<double>();
        var kept = new List<bool>();
        var resumed = await LiveAsync(proof, database, run, file.Rows, peaks, () =>
            kept.Add(database.Number("SELECT COUNT(*) FROM Posts") - Authors == database.Ticks(run)));
        var took = Stopwatch.GetElapsedTime(began);

        proof.Note($"stored in {stored.TotalSeconds:0.0} s; imported in {took.TotalSeconds:0} s with the restarts ({file.Rows / took.TotalSeconds:N0} rows a second)");
        Succeeded(proof, database, run, file.Rows);
        proof.Claim($"at each of {kept.Count} kills the table had as many rows as the run had ticks", kept.All(same => same));
        var wrong = await Task.Run(() => FirstDifference(database, before, file));
        proof.Claim($"the table has each row of the file once, in order, field by field (found {wrong ?? "no difference"})", wrong is null);
        var growth = proof.Options.Number("growth-mb", 64);
        proof.Claim($"the peak of memory is {peaks.Max():0} MB, with a file a fiftieth as large {little:0} MB: less than {growth} MB more", peaks.Max() - little < growth);
        var within = proof.Options.Seconds("first-row-s", 1);
        proof.Claim($"after the last kill the first rows were committed {resumed.TotalSeconds:0.00} s after the claim (within {within.TotalSeconds:0.#} s)", resumed <= within);
    }

    /// <summary>Into a file outside: nothing missing, and no more repeated than one checkpoint interval.</summary>
    private static async Task IndexAsync(Proof proof, PostFile file)
    {
        var database = await proof.Workspace.SeedAsync(Authors);
        var path = Path.Combine(database.Directory, "index.txt");
        using var index = new IndexFile(path);
        index.Watch();
        var windows = new RepeatWindows(proof, index);
        var (run, _) = await StartAsync(
            proof, database, "IndexPostFile", file, $"Index={path}", $"DelayMilliseconds={proof.Options.Number("delay-ms", 0)}");
        var began = Stopwatch.GetTimestamp();
        await LiveAsync(proof, database, run, file.Rows, [], () => windows.Killed(() => RowOf(database.Cursor(run))));
        var took = Stopwatch.GetElapsedTime(began);
        proof.Note($"outside effects of {file.Rows:N0} rows in {took.TotalSeconds:0} s with the restarts");
        Succeeded(proof, database, run, file.Rows);
        windows.Report(file.Rows);
    }

    private static async Task<double> PeakOfAsync(Proof proof, PostFile file)
    {
        var database = await proof.Workspace.SeedAsync(Authors);
        var (run, _) = await StartAsync(proof, database, "ImportPosts", file);
        using var host = proof.Workspace.Start(database);
        await database.UntilStatusAsync(run, "succeeded", "errored");
        return host.PeakMegabytes;
    }

    private static async Task<(long Run, TimeSpan Stored)> StartAsync(Proof proof, BlogDatabase database, string task, PostFile file, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        var run = await database.PerformWithFileAsync(task, file.Path, arguments);
        var stored = Stopwatch.GetElapsedTime(began);
        var rows = database.Number($"SELECT row_count FROM maintenance_task_files WHERE run_id = {run}");
        proof.Claim($"{task}: {file.Rows:N0} rows were counted while the file was stored (found {rows:N0})", rows == file.Rows);
        return (run, stored);
    }

    /// <summary>Lets processes work on a run, and kills one at each place.</summary>
    /// <returns>From the claim after the last kill to the first position committed then.</returns>
    private static async Task<TimeSpan> LiveAsync(Proof proof, BlogDatabase database, long run, int rows, List<double> peaks, Action killed)
    {
        var kills = proof.Options.Number("kills", 3);
        var resumed = TimeSpan.Zero;
        for (var life = 1; life <= kills + 1; life++)
        {
            var from = database.Cursor(run);
            using var host = proof.Workspace.Start(database);
            await database.UntilMovedAsync(run, from);
            resumed = database.MovedAt(run) - database.ClaimedAt(run);
            proof.Note($"life {life} began at row {RowOf(from):N0}: first position {host.SinceStart.TotalSeconds:0.00} s after the start of the process, {resumed.TotalSeconds:0.00} s after the claim");
            if (life > kills)
            {
                await database.UntilStatusAsync(run, "succeeded", "errored");
                peaks.Add(host.PeakMegabytes);
                break;
            }

            var place = (long)(rows * LastKill * life / kills);
            await Proof.UntilAsync($"row {place:N0} is done", () => database.Ticks(run) >= place || database.Status(run) is "succeeded" or "errored");
            peaks.Add(host.PeakMegabytes);
            host.Kill();
            killed();
            proof.Claim($"killed at row {database.Ticks(run):N0} while the run was {database.Status(run)}", database.Status(run) == "running");
        }

        return resumed;
    }

    private static void Succeeded(Proof proof, BlogDatabase database, long run, int rows) => proof.Claim(
        $"the run succeeded by itself with {rows:N0} ticks (found {database.Status(run)} {database.Error(run)}, {database.Ticks(run):N0})",
        database.Status(run) == "succeeded" && database.Ticks(run) == rows);

    // The table has no unique key but its own number, so that a row imported twice would be there twice.
    private static string? FirstDifference(BlogDatabase database, long before, PostFile file)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture, $"SELECT Title, Body, AuthorId, CreatedAt FROM Posts WHERE Id > {before} ORDER BY Id");
        using var posts = command.ExecuteReader();
        foreach (var line in file.Lines())
        {
            if (!posts.Read()) return $"no row after {line.Number - 1:N0}";
            var found = new PostLine(line.Number, posts.GetString(0), posts.GetString(1), posts.GetInt32(2), posts.GetString(3));
            if (found != line) return $"{found} instead of {line}";
        }

        return posts.Read() ? $"more rows: {posts.GetString(0)}" : null;
    }

    private static int RowOf(string cursor)
    {
        if (cursor.Length == 0) return 0;
        using var position = JsonDocument.Parse(cursor);
        return position.RootElement.GetProperty("row").GetInt32();
    }
}
