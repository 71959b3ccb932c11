using Chaos.Processes;

namespace Chaos.Scenarios;

/// <summary>Steering through the command line of the sample.</summary>
internal static class Verbs
{
    /// <summary>Enqueues a run of a task for the running applications.</summary>
    /// <returns>Its id.</returns>
    public static Task<long> PerformAsync(this BlogDatabase database, string task, params string[] arguments) => PerformAsync(database, task, arguments, []);

    /// <summary>Enqueues a run of a task that works on a file.</summary>
    /// <returns>Its id.</returns>
    public static Task<long> PerformWithFileAsync(this BlogDatabase database, string task, string file, params string[] arguments) =>
        PerformAsync(database, task, arguments, ["--csv", file]);

    /// <summary>Enqueues a run of a task in so many partitions.</summary>
    /// <returns>Its id.</returns>
    public static Task<long> PerformInPartitionsAsync(this BlogDatabase database, string task, int partitions, params string[] arguments) =>
        PerformAsync(database, task, arguments, ["--parallel", $"{partitions}"]);

    private static async Task<long> PerformAsync(BlogDatabase database, string task, string[] arguments, string[] options)
    {
        var done = await BlogCommand.RunAsync(
            database, ["perform", task, .. options, .. arguments.SelectMany(argument => (string[])["--arg", argument])],
            ("MaintenanceTasks__Worker__Enabled", "false"));
        return done.ExitCode == 0
            ? database.NewestRun(task)
            : throw new InvalidOperationException($"perform {task} ended with {done.ExitCode}: {done.Error}");
    }

    public static Task<BlogCommand> AskAsync(this BlogDatabase database, string verb, long run) =>
        BlogCommand.RunAsync(database, [verb, $"{run}"]);

    public static Task<TimeSpan> UntilStatusAsync(this BlogDatabase database, long run, params string[] statuses) => Proof.UntilAsync(
        $"run {run} becomes {string.Join(" or ", statuses)} (it is {database.Status(run)})", () => statuses.Contains(database.Status(run)));

    /// <summary>Waits until the position of a run differs from the one given: work has moved on.</summary>
    public static Task<TimeSpan> UntilMovedAsync(this BlogDatabase database, long run, string from, TimeSpan? patience = null) =>
        Proof.UntilAsync($"run {run} moves on from '{from}'", () => database.Cursor(run) != from, patience);
}
