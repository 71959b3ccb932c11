using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A database that does not take the changes of a page: it answers them as the test says, or delays them.</summary>
/// <param name="answer">Called with the size of the page before each command that changes items; throws to refuse it.</param>
internal sealed class SaveFault(Func<int, Task> answer) : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains("UPDATE \"Items\"", StringComparison.Ordinal)) await answer(eventData.Context!.ChangeTracker.Entries<Item>().Count());
        return result;
    }
}
