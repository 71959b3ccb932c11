namespace Chaos.Scenarios;

/// <summary>What each kill repeats of an effect outside the database, against what one checkpoint interval allows.</summary>
internal sealed class RepeatWindows(Proof proof, IndexFile file)
{
    // The interval, and the time a busy machine may take to write the checkpoint that ends it.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteTime = TimeSpan.FromMilliseconds(250);
    private readonly List<(int Repeats, int Allowed)> _windows = [];

    /// <summary>Looks at the file right after a kill.</summary>
    /// <param name="cursor">Reads the last item of which the run knows that it is done.</param>
    public void Killed(Func<int> cursor)
    {
        var allowed = file.WrittenInTheLast(Interval + WriteTime) + 1;
        var done = cursor();
        _windows.Add((file.Ids().Distinct().Count(id => id > done), allowed));
    }

    /// <summary>Claims that nothing of the items is missing, and nothing repeated beyond the windows.</summary>
    public void Report(int items)
    {
        proof.Note("repeats per kill (written in the last checkpoint interval + 1): "
            + string.Join(", ", _windows.Select(window => $"{window.Repeats} ({window.Allowed})")));
        proof.Claim("each kill repeated at most what one checkpoint interval processed, and the item in hand",
            _windows.All(window => window.Repeats <= window.Allowed));
        var ids = file.Ids();
        var missing = items - ids.Distinct().Count();
        proof.Claim($"nothing is missing (found {missing} missing)", missing == 0);
        var repeats = ids.Length - items;
        proof.Claim($"the file has no repeats but these (found {repeats}, from the kills {_windows.Sum(window => window.Repeats)})",
            repeats <= _windows.Sum(window => window.Repeats));
    }
}
