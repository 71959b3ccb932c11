using System.Globalization;

namespace Chaos.Ledgers;

/// <summary>How long after each kill others had claimed what the process held.</summary>
internal sealed class Recoveries(BlogDatabase database)
{
    private readonly List<(DateTime At, IReadOnlyList<(long Run, long Number)> Held)> _kills = [];

    public int Kills => _kills.Count;

    public void Killed(IEnumerable<(long Run, string Task, long Number)> held) =>
        _kills.Add((DateTime.UtcNow, [.. held.Select(partition => (partition.Run, partition.Number))]));

    /// <summary>Claims that each kill was recovered from in time, and tells median and worst.</summary>
    public void Claim(Proof proof, string name, TimeSpan within)
    {
        var claims = database.Query(
            "SELECT run_id, partition, at FROM maintenance_task_events WHERE kind = 'claimed'",
            row => (Key: (row.GetInt64(0), row.GetInt64(1)), At: Time(BlogDatabase.Cell(row, 2)))).ToLookup(claim => claim.Key, claim => claim.At);
        var took = _kills
            .SelectMany(kill => kill.Held.Select(held => claims[held].Where(at => at > kill.At).DefaultIfEmpty(DateTime.MaxValue).Min() - kill.At))
            .Order().ToArray();
        var (median, worst) = took.Length == 0 ? default : (took[took.Length / 2], took[^1]);
        proof.Claim(
            $"{name}: of {_kills.Count} killed processes others took over {took.Length} partitions: median {median.TotalSeconds:0.00} s, worst {worst.TotalSeconds:0.00} s (within {within.TotalSeconds:0})",
            took.Length > 0 && worst <= within);
    }

    private static DateTime Time(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
