using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ledger;

/// <summary>A file that no other process writes to. What was written is there after SIGKILL.</summary>
internal static class LineFile
{
    private static readonly Lock Turn = new();
    private static readonly FileStream File = new(
        string.Create(CultureInfo.InvariantCulture, $"lines-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}.txt"),
        FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>One line: run, item, and the tick of the machine's clock.</summary>
    public static void Append(long run, int item)
    {
        lock (Turn)
        {
            File.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run} {item} {Stopwatch.GetTimestamp()}\n")));
        }
    }
}
