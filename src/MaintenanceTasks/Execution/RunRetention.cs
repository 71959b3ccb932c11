using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Forgets finished runs that are old enough, and files without a run: a few at a look, so that nothing else waits. When nothing is left
/// to forget it rests for a while. Several processes may do it at the same time.
/// </summary>
internal sealed class RunRetention(
    IRunStore store, IServiceProvider services, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<RunRetention> logger)
{
    private const int TasksAtOnce = 20;
    private const int FilesAtOnce = 50;

    // A start stores its file before its run: a file that young may still get one.
    private static readonly TimeSpan LongestStart = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);
    private readonly Queue<string> _tasks = new();
    private long? _file;
    private long? _restsSince;

    /// <summary>One look: a batch of runs, or a page of files.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_restsSince is { } since && time.GetElapsedTime(since) < Rest) return;
        if (_restsSince is not null || _file is null) await BeginAsync(cancellationToken).ConfigureAwait(false);
        if (_tasks.Count > 0) await RemoveRunsAsync(cancellationToken).ConfigureAwait(false);
        else await RemoveFilesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        _tasks.Clear();
        if (options.Value.KeepFinishedRunsFor is not null)
        {
            foreach (var run in await store.LatestAsync(cancellationToken).ConfigureAwait(false)) _tasks.Enqueue(run.Task);
        }

        (_file, _restsSince) = (0, null);
    }

    private async Task RemoveRunsAsync(CancellationToken cancellationToken)
    {
        for (var looked = 0; looked < TasksAtOnce && _tasks.TryPeek(out var task); looked++)
        {
            var expiry = new RunExpiry
            {
                Task = task,
                EndedBefore = Before(options.Value.KeepFinishedRunsFor!.Value),
                Keep = options.Value.KeepFinishedRunsPerTask,
            };
            var removed = await store.RemoveRunsAsync(expiry, cancellationToken).ConfigureAwait(false);
            if (removed.Count < expiry.Limit) _tasks.Dequeue();
            if (removed.Count == 0) continue;
            logger.LogInformation("Forgot {Count} runs of {Task} that ended before {Time:u}.", removed.Count, task, expiry.EndedBefore);

            // What is left after a crash in between is found as a file without a run.
            if (Files is { } files) await DeleteAsync(files, removed, cancellationToken).ConfigureAwait(false);
            return;
        }
    }

    private async Task RemoveFilesAsync(CancellationToken cancellationToken)
    {
        var old = Files is { } files
            ? await files.ListAsync(Before(LongestStart), _file!.Value, FilesAtOnce, cancellationToken).ConfigureAwait(false)
            : [];
        if (old.Count > 0)
        {
            Guid[] tokens = [.. old.Select(file => file.Token)];
            Guid[] orphans = [.. tokens.Except(await store.FindTokensAsync(tokens, cancellationToken).ConfigureAwait(false))];
            await DeleteAsync(Files!, orphans, cancellationToken).ConfigureAwait(false);
            if (orphans.Length > 0) logger.LogInformation("Forgot {Count} files without a run.", orphans.Length);
            _file = old[^1].Id;
        }

        if (old.Count < FilesAtOnce) _restsSince = time.GetTimestamp();
    }

    private DateTime Before(TimeSpan age)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return age < now - DateTime.UnixEpoch ? now - age : DateTime.UnixEpoch;
    }

    private IRunFiles? Files => services.GetService<IRunFiles>();

    private static async Task DeleteAsync(IRunFiles files, IEnumerable<Guid> tokens, CancellationToken cancellationToken)
    {
        foreach (var token in tokens) await files.DeleteAsync(token, cancellationToken).ConfigureAwait(false);
    }
}
