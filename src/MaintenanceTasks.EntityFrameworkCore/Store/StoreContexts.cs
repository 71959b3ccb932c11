using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Runs work of the store on a context of its own scope, never on the one a task holds: with retries for passing faults, and
/// with errors that say what to do.
/// </summary>
internal sealed class StoreContexts<TContext>(IServiceScopeFactory scopes, IOptions<MaintenanceTasksOptions> options)
    where TContext : DbContext
{
    private const int Tries = 5;
    private readonly WriteLimits _limits = new(options.Value.LeaseDuration, TimeSpan.FromSeconds(2));
    private readonly Lock _gate = new();
    private Task? _warming;
    private Task? _warmingRest;

    public Task<T> ReadAsync<T>(Func<TContext, Task<T>> query) => GuardAsync(query);

    /// <summary>Runs work in a short transaction; it is committed when the work answers that it is to be kept.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="claims">True when the statements of a claim or a checkpoint are all it needs, so that no others have to be compiled before.</param>
    public Task<T> WriteAsync<T>(
        Func<TContext, Task<(T Answer, bool Keep)>> work, CancellationToken cancellationToken, bool claims = false) => GuardAsync(async db =>
    {
        if (DatabaseKinds.IsSqlite(db)) await (claims ? WarmUpAsync() : WarmUpWhollyAsync()).ConfigureAwait(false);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, _limits, cancellationToken).ConfigureAwait(false);
            var (answer, keep) = await work(db).ConfigureAwait(false);
            if (keep) await transaction.CommitAsync().ConfigureAwait(false);
            return answer;
        }).ConfigureAwait(false);
    });

    /// <summary>The same without the thread pool, for the thread that beats. Not retried: the next beat follows soon.</summary>
    public T Write<T>(Func<TContext, T> work)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value;
        return db.Database.CreateExecutionStrategy().Execute(() =>
        {
            using var transaction = WriteTransaction.Begin(db, _limits);
            var answer = work(db);
            transaction.Commit();
            return answer;
        });
    }

    /// <summary>
    /// Compiles the statements of a claim, once a process; a try that failed is made again by the next who asks.
    /// </summary>
    public Task WarmUpAsync()
    {
        lock (_gate)
        {
            if (_warming is null or { IsFaulted: true }) _warming = Task.Run(() => InContextAsync(db => StoreWarmUp.ForClaimsAsync(db, CancellationToken.None)));
            return _warming;
        }
    }

    /// <summary>Compiles all statements of the store, once a process.</summary>
    public Task WarmUpWhollyAsync()
    {
        lock (_gate)
        {
            if (_warmingRest is null or { IsFaulted: true }) _warmingRest = WarmRestAsync();
            return _warmingRest;
        }
    }

    private async Task WarmRestAsync()
    {
        await WarmUpAsync().ConfigureAwait(false);
        await InContextAsync(db => StoreWarmUp.ForTheRestAsync(db, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task InContextAsync(Func<TContext, Task> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value).ConfigureAwait(false);
    }

    private async Task<T> GuardAsync<T>(Func<TContext, Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                return await work(scope.ServiceProvider.GetRequiredService<TaskContext<TContext>>().Value).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Tries && IsWorthAnotherTry(exception))
            {
                await Task.Delay(RetryDelay.After(attempt)).ConfigureAwait(false);
            }
            catch (Exception exception) when (DatabaseFaults.Describe(exception, typeof(TContext)) is not null)
            {
                throw DatabaseFaults.Describe(exception, typeof(TContext))!;
            }
        }
    }

    // A unique key that somebody else took in the same moment is found by the look-up of the next try.
    private static bool IsWorthAnotherTry(Exception exception) =>
        DatabaseFaults.IsTransient(exception) || DatabaseFaults.IsUniqueViolation(exception);
}
