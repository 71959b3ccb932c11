using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The errors that the database itself answered, by their SQLSTATE.</summary>
internal sealed class Refusals : DbCommandInterceptor
{
    private readonly ConcurrentBag<string?> _states = [];

    public IReadOnlyCollection<string?> States => _states;

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        _states.Add((eventData.Exception as DbException)?.SqlState);
        return Task.CompletedTask;
    }
}
