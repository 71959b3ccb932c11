using System.Diagnostics;
using System.Globalization;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>With real processes; Linux only, as what it tests.</summary>
public sealed class ProcessTableTests
{
    private readonly ProcessTable _processes = new();

    [Fact]
    public void This_process_lives()
    {
        Assert.NotNull(_processes.BootId);
        Assert.StartsWith("pid:[", _processes.PidNamespace);
        var start = _processes.StartTick(Environment.ProcessId);
        Assert.NotNull(start);
        Assert.False(_processes.IsDead(Environment.ProcessId, start.Value));
    }

    [Fact]
    public void A_pid_that_another_process_has_by_now_means_death() =>
        Assert.True(_processes.IsDead(Environment.ProcessId, _processes.StartTick(Environment.ProcessId)!.Value - 1));

    [Fact]
    public void A_pid_that_nobody_has_means_death()
    {
        Assert.True(_processes.IsDead(int.MaxValue, 1));
        Assert.Null(_processes.StartTick(int.MaxValue));
    }

    [Fact]
    public async Task A_killed_child_is_dead()
    {
        using var child = Start("sleep", "1000");
        var start = _processes.StartTick(child.Id)!.Value;
        Assert.False(_processes.IsDead(child.Id, start));
        child.Kill();
        await child.WaitForExitAsync();
        Assert.True(_processes.IsDead(child.Id, start));
    }

    [Fact]
    public async Task A_stopped_child_is_not_dead()
    {
        using var child = Start("sleep", "1000");
        var start = _processes.StartTick(child.Id)!.Value;
        using (var stop = Start("kill", "-STOP", child.Id.ToString(CultureInfo.InvariantCulture))) await stop.WaitForExitAsync();
        await Wait.UntilAsync(() => StateOf(child.Id) == 'T', "the child is stopped");
        Assert.False(_processes.IsDead(child.Id, start));
        child.Kill();
        await child.WaitForExitAsync();
    }

    [Fact]
    public async Task A_zombie_is_dead()
    {
        // The shell's child ends after another program took the shell's place, one that never asks for its exit code.
        using var parent = Start("sh", "-c", "sleep 1000 & echo $!; exec sleep 1000");
        var zombie = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await Wait.UntilAsync(() => File.ReadAllText($"/proc/{parent.Id}/stat").Contains("(sleep)"), "the shell is gone");
        using (var child = Process.GetProcessById(zombie)) child.Kill();
        await Wait.UntilAsync(() => StateOf(zombie) == 'Z', "the child is a zombie");
        Assert.True(_processes.IsDead(zombie, _processes.StartTick(zombie)!.Value));
        parent.Kill();
        await parent.WaitForExitAsync();
    }

    [Fact]
    public async Task A_name_with_blanks_and_parentheses_is_read_past()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            const string Become = "printf '#!/bin/sh\\nsleep 1000\\n' > \"$0\" && chmod +x \"$0\" && exec \"$0\"";
            using var child = Start("sh", "-c", Become, Path.Combine(folder.FullName, "a) S (b"));
            await Wait.UntilAsync(() => File.ReadAllText($"/proc/{child.Id}/stat").Contains("(a) S (b)"), "the program has started");

            // Counted from the end of the 52 fields, where no name is in the way.
            var start = long.Parse(File.ReadAllText($"/proc/{child.Id}/stat").Trim().Split(' ')[^31], CultureInfo.InvariantCulture);
            Assert.Equal(start, _processes.StartTick(child.Id));
            Assert.False(_processes.IsDead(child.Id, start));
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    private static char StateOf(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        return text[text.LastIndexOf(')') + 2];
    }
}
