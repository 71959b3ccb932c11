using MaintenanceTasks;

namespace Chaos.Ledgers;

/// <summary>The events of each run form a path of the state machine, from its beginning to the status it has.</summary>
internal static class RunPaths
{
    public static void Claim(Proof proof, string name, BlogDatabase database)
    {
        var steps = database.Query(
            "SELECT run_id, from_status, to_status FROM maintenance_task_events WHERE to_status IS NOT NULL ORDER BY run_id, number",
            row => (Run: row.GetInt64(0), From: row.IsDBNull(1) ? null : row.GetString(1), To: row.GetString(2)));
        List<string> broken = [];
        var shortened = Shortened(database);
        foreach (var run in steps.GroupBy(step => step.Run))
        {
            string? at = null;
            var gap = shortened.Contains(run.Key);
            foreach (var step in run)
            {
                if (gap && step.From != at) (gap, at) = (false, step.From);
                if (step.From != at || (step.From is not null && !RunTransitions.IsLegal(Status(step.From), Status(step.To))))
                {
                    broken.Add($"run {run.Key}: {at ?? "nothing"}, then {step.From ?? "nothing"} to {step.To}");
                }

                at = step.To;
            }

            if (at != database.Status(run.Key)) broken.Add($"run {run.Key}: the events end at {at}, it is {database.Status(run.Key)}");
        }

        proof.Claim($"{name}: the {steps.Count:N0} changes of status are paths of the state machine {string.Join("; ", broken.Take(5))}", steps.Count > 0 && broken.Count == 0);
    }

    /// <summary>The runs with so long a history that the oldest claims and interruptions were forgotten: once each, something is missing in it.</summary>
    public static HashSet<long> Shortened(BlogDatabase database) =>
        [.. database.Query("SELECT run_id FROM maintenance_task_events GROUP BY run_id HAVING COUNT(*) < MAX(number)", row => row.GetInt64(0))];

    private static RunStatus Status(string text) => Enum.Parse<RunStatus>(text, ignoreCase: true);
}
