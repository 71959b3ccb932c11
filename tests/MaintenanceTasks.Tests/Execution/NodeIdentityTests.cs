namespace MaintenanceTasks.Tests.Execution;

public sealed class NodeIdentityTests
{
    private readonly KnownProcesses _processes = new();
    private readonly NodeIdentity _node;

    public NodeIdentityTests()
    {
        _processes.Dead.Add((17, 99));
        _node = new NodeIdentity(_processes);
    }

    [Fact]
    [Survives("F78")]
    public void An_owner_names_host_boot_namespace_pid_start_and_slice()
    {
        var parts = _node.NewOwner().Split('|');
        Assert.Equal([Environment.MachineName, "boot", "pid:[1]", $"{Environment.ProcessId}", "4711"], parts[..5]);
        Assert.Matches("^[0-9a-f]{32}$", parts[5]);
        Assert.NotEqual(_node.NewOwner(), _node.NewOwner());
        Assert.Equal(_node.Name, NodeIdentity.NameOf(_node.NewOwner()));
    }

    [Fact]
    public void A_dead_process_of_this_boot_and_namespace_is_provably_dead() => Assert.True(_node.IsProvablyDead("any|boot|pid:[1]|17|99|slice"));

    [Theory]
    [InlineData("any|other|pid:[1]|17|99|slice")]
    [InlineData("any|boot|pid:[2]|17|99|slice")]
    [InlineData("any|boot|pid:[1]|18|99|slice")]
    [InlineData("any|boot|pid:[1]|17||slice")]
    [InlineData("any|boot|pid:[1]|x|99|slice")]
    [InlineData("any|boot|pid:[1]|-17|99|slice")]
    [InlineData("any|boot|pid:[1]|17|99")]
    [InlineData("any|boot|pid:[1]|17|99|slice|more")]
    [InlineData("")]
    [Survives("F78")]
    public void Anything_inexact_is_not_provably_dead(string owner) => Assert.False(_node.IsProvablyDead(owner));

    [Fact]
    public void Where_nothing_is_known_of_processes_nobody_is_provably_dead() =>
        Assert.False(new NodeIdentity(new Unknown()).IsProvablyDead("any|||17|99|slice"));

    [Fact]
    public void An_owner_of_another_form_is_shown_as_it_is() => Assert.Equal("hand-made", NodeIdentity.NameOf("hand-made"));

    private sealed class Unknown : ProcessTable
    {
        public override string? BootId => null;

        public override string? PidNamespace => null;

        public override bool IsDead(int pid, long startTick) => true;
    }
}
