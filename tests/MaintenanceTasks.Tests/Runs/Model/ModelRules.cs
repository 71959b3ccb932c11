using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>What has to hold in every state, and on every way from one to the next.</summary>
internal static class ModelRules
{
    /// <summary>The rule that a state breaks, or null.</summary>
    public static string? Broken(ModelState state, ModelMoves moves)
    {
        for (var number = 0; number < 2; number++)
        {
            var partition = state[number];
            for (var item = 0; item < moves.Items; item++)
            {
                var effects = partition.EffectsOf(item);
                if (item < partition.Cursor && effects == 0) return $"item {item} of {number} is passed, and nothing was done";
                if (moves.Transactional && effects > 1) return $"item {item} of {number} took effect twice";
                if (moves.Transactional && item >= partition.Cursor && effects > 0) return $"item {item} of {number} took effect, and is not passed";
            }

            if (partition.Done && partition.Cursor < moves.Items) return $"partition {number} is finished before its end";
            if (partition.Done && partition.Owner != 0) return $"partition {number} is finished and owned";
        }

        var owned = state.First.Owner != 0 || state.Second.Owner != 0;
        var done = state.First.Done && state.Second.Done;
        if (done != (state.Status == Succeeded)) return $"the run is {state.Status.Word()}, and its partitions are {(done ? "" : "not ")}finished";
        if (owned && state.Status is Paused or Cancelled or Interrupted or Succeeded) return $"somebody works on a run that is {state.Status.Word()}";
        if (!owned && state.Status is Running or Pausing or Cancelling) return $"nobody works on a run that is {state.Status.Word()}";
        return null;
    }

    /// <summary>The rule that a move breaks, or null.</summary>
    public static string? Broken(ModelState before, ModelState after, ModelMoves moves)
    {
        if (before.Status is Succeeded or Cancelled && after.Status != before.Status) return $"{before.Status.Word()} is not the end";
        for (var number = 0; number < 2; number++)
        {
            var (old, now) = (before[number], after[number]);
            if (now.Epoch < old.Epoch || now.Cursor < old.Cursor) return $"partition {number} went backwards";
            if (now.Owner != old.Owner && now.Epoch == old.Epoch) return $"partition {number} changed hands within an epoch";
            if (moves.Transactional && now.Effects != old.Effects && before.Status is Succeeded or Cancelled or Paused or Interrupted)
            {
                return $"an item of {number} took effect in a run that is {before.Status.Word()}";
            }
        }

        return null;
    }
}
