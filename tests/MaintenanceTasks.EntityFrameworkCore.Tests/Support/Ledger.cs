using System.Collections.Concurrent;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What tasks did outside the database, in order, and gates at which tests let them wait.</summary>
public sealed class Ledger
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public Func<int, Task> Gate { get; set; } = _ => Task.CompletedTask;

    public void Add(string entry) => _entries.Enqueue(entry);
}
