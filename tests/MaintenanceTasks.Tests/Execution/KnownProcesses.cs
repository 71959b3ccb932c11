namespace MaintenanceTasks.Tests.Execution;

/// <summary>A host whose processes the test decides about.</summary>
internal sealed class KnownProcesses : ProcessTable
{
    public override string? BootId => "boot";

    public override string? PidNamespace => "pid:[1]";

    public HashSet<(int Pid, long StartTick)> Dead { get; } = [];

    public override long? StartTick(int pid) => 4711;

    public override bool IsDead(int pid, long startTick) => Dead.Contains((pid, startTick));
}
