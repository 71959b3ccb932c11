using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pages.Bench;

/// <summary>Counts the queries sent.</summary>
internal sealed class SqlCount : DbCommandInterceptor
{
    private int _queries;

    public int Queries => Volatile.Read(ref _queries);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _queries);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
