using System.Globalization;

namespace MaintenanceTasks;

/// <summary>
/// Which process this is: host name, boot id, pid namespace, pid, start tick, written into the owner of every lease, so that a
/// process on the same host can tell whether the owner still lives.
/// </summary>
internal sealed class NodeIdentity
{
    private const char Separator = '|';
    private readonly ProcessTable _processes;
    private readonly string _boot;
    private readonly string _pidNamespace;

    public NodeIdentity(ProcessTable processes)
    {
        _processes = processes;
        _boot = processes.BootId ?? "";
        _pidNamespace = processes.PidNamespace ?? "";
        var start = processes.StartTick(Environment.ProcessId)?.ToString(CultureInfo.InvariantCulture) ?? "";
        Name = $"{Environment.MachineName}:{Environment.ProcessId}";
        Text = string.Join(Separator, Environment.MachineName.Replace(Separator, '_'), _boot, _pidNamespace, Environment.ProcessId, start);
    }

    /// <summary>Host and pid, for people.</summary>
    public string Name { get; }

    /// <summary>The whole identity, as written into owners.</summary>
    public string Text { get; }

    /// <summary>A new owner text, unique to a slice.</summary>
    public string NewOwner() => Text + Separator + Guid.NewGuid().ToString("N");

    /// <summary>True for the owners of a node's leases.</summary>
    public static bool Owns(Node node, string owner) => owner.StartsWith(node.Identity + Separator, StringComparison.Ordinal);

    /// <summary>Host and pid of an owner, for people.</summary>
    public static string NameOf(string owner)
    {
        var parts = owner.Split(Separator);
        return parts.Length == 6 ? $"{parts[0]}:{parts[3]}" : owner;
    }

    /// <summary>True only when the node is a process of this very host and certainly no longer runs.</summary>
    public bool IsProvablyDead(Node other) => IsProvablyDead(other.Identity + Separator);

    /// <summary>True only when the owner is a process of this very host and certainly no longer runs. Everything inexact is false.</summary>
    public bool IsProvablyDead(string owner)
    {
        var parts = owner.Split(Separator);
        if (parts.Length != 6 || _boot.Length == 0 || _pidNamespace.Length == 0) return false;
        if (parts[1] != _boot || parts[2] != _pidNamespace) return false;
        if (!int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return false;
        if (!long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var started)) return false;
        return _processes.IsDead(pid, started);
    }
}
