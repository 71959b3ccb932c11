using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bench.Measuring;

/// <summary>Counts statements; those of a page's many updates in one command count once.</summary>
internal sealed class StatementCount : DbCommandInterceptor
{
    private int _all;
    private int _checkpoints;
    private int _pages;

    public int All => _all;

    public int Checkpoints => _checkpoints;

    public int Pages => _pages;

    public void Clear() => (_all, _checkpoints, _pages) = (0, 0, 0);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return ValueTask.FromResult(result);
    }

    private void Count(DbCommand command)
    {
        Interlocked.Increment(ref _all);
        var text = command.CommandText;
        if (text.Contains("checkpoint_seq", StringComparison.Ordinal) && text.StartsWith("UPDATE", StringComparison.Ordinal)) Interlocked.Increment(ref _checkpoints);
        if (text.Contains("LIMIT", StringComparison.Ordinal) && text.Contains("\"Posts\"", StringComparison.Ordinal)) Interlocked.Increment(ref _pages);
    }
}
