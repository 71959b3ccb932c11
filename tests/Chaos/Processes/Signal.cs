using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Chaos.Processes;

/// <summary>Signals of Linux, sent to a process this program started.</summary>
internal static partial class Signal
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;
    public const int Terminate = 15;

    public static void Send(int process, int signal)
    {
        if (Send0(process, signal) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send0(int process, int signal);
}
