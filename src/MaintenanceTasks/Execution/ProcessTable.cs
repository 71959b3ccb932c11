using System.Globalization;
using System.Runtime.InteropServices;

namespace MaintenanceTasks;

/// <summary>What Linux tells about processes (proc(5)). Elsewhere nothing is known, and nobody is provably dead.</summary>
internal partial class ProcessTable
{
    private const int NoSuchProcess = 3; // ESRCH

    public virtual string? BootId { get; } = Read("/proc/sys/kernel/random/boot_id")?.Trim();

    public virtual string? PidNamespace { get; } = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;

    /// <summary>The tick since boot at which a process started, or null when it cannot be told.</summary>
    public virtual long? StartTick(int pid) => Stat(pid) is { } stat ? stat.Start : null;

    /// <summary>True when no process has this pid, another one has it now, or what has it is a zombie or being removed.</summary>
    public virtual bool IsDead(int pid, long startTick)
    {
        if (!OperatingSystem.IsLinux()) return false;
        if (Stat(pid) is { } stat) return stat.Start != startTick || stat.State is 'Z' or 'X';

        // A hidden /proc entry (hidepid) looks like a missing one; the kernel's answer to signal 0 does not.
        return Kill(pid, 0) == -1 && Marshal.GetLastPInvokeError() == NoSuchProcess;
    }

    private static (char State, long Start)? Stat(int pid)
    {
        // The second field is the name in parentheses and may itself contain blanks and parentheses.
        if (Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat") is not { } text) return null;
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? (fields[0][0], start)
            : null;
    }

    private static string? Read(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
