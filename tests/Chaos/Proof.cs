using System.Diagnostics;
using Chaos.Processes;

namespace Chaos;

/// <summary>What a scenario works with: its options, its place, and the record of what it found.</summary>
internal sealed class Proof(TextWriter output, Options options, Workspace workspace)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    public Options Options => options;

    public Workspace Workspace => workspace;

    public int Claims { get; private set; }

    public int Broken { get; private set; }

    public void Note(string text) => output.WriteLine("  " + text);

    public void Claim(string text, bool holds)
    {
        Claims++;
        if (!holds) Broken++;
        output.WriteLine($"  {(holds ? "ok    " : "BROKEN")} {text}");
    }

    /// <summary>Polls until a condition holds, and tells how long that took.</summary>
    public static async Task<TimeSpan> UntilAsync(string what, Func<bool> condition, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > (patience ?? Patience)) throw new TimeoutException($"{what}: not within {(patience ?? Patience).TotalSeconds:0} s");
            await Task.Delay(Poll);
        }

        return waited.Elapsed;
    }
}
