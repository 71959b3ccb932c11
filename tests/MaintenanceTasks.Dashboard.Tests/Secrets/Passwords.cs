using System.Collections.Concurrent;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The passwords that sign-ins were refused and accepted with.</summary>
public sealed class Passwords
{
    public ConcurrentDictionary<string, bool> Refused { get; } = new();

    public ConcurrentBag<string> Accepted { get; } = [];
}
