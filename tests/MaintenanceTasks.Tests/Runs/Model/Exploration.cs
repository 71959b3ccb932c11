namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>Every state that can be reached, each by a shortest way; or the first one that breaks a rule.</summary>
internal sealed class Exploration
{
    private readonly Dictionary<ModelState, (ModelState? Before, string Move)> _reached = new() { [ModelState.Start] = (null, "the run is started") };
    private readonly Dictionary<ModelState, List<ModelState>> _ways = [];

    private Exploration(ModelMoves moves)
    {
        var open = new Queue<ModelState>([ModelState.Start]);
        while (Counterexample is null && open.TryDequeue(out var state))
        {
            foreach (var (name, after) in moves.From(state))
            {
                Edges++;
                var canonical = after.Canonical();
                if ((ModelRules.Broken(state, after, moves) ?? ModelRules.Broken(canonical, moves)) is { } rule)
                {
                    Counterexample = $"{string.Join("; ", WayTo(state))}; {name}: {rule}";
                    return;
                }

                if (_reached.TryAdd(canonical, (state, name))) open.Enqueue(canonical);
                if (!_ways.TryGetValue(canonical, out var from)) _ways[canonical] = from = [];
                from.Add(state);
            }
        }
    }

    public int States => _reached.Count;

    public int Edges { get; private set; }

    /// <summary>The shortest way to a broken rule; null when there is none.</summary>
    public string? Counterexample { get; }

    public IEnumerable<RunStatus> Statuses => _reached.Keys.Select(state => state.Status).Distinct();

    public static Exploration Of(ModelMoves moves) => new(moves);

    /// <summary>States from which no way leads to one that satisfies.</summary>
    public IReadOnlyCollection<ModelState> WithoutWayTo(Func<ModelState, bool> end)
    {
        var open = new Queue<ModelState>(_reached.Keys.Where(end));
        var leading = open.ToHashSet();
        while (open.TryDequeue(out var state))
        {
            foreach (var before in _ways.GetValueOrDefault(state, []))
            {
                if (leading.Add(before)) open.Enqueue(before);
            }
        }

        return [.. _reached.Keys.Where(state => !leading.Contains(state))];
    }

    private Stack<string> WayTo(ModelState state)
    {
        var way = new Stack<string>();
        for (var at = state; at is not null; at = _reached[at].Before) way.Push(_reached[at].Move);
        return way;
    }
}
