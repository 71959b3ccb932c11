namespace MaintenanceTasks;

/// <summary>Questions about a <see cref="RunStatus"/>, and the word it is stored and shown as.</summary>
public static class RunStatuses
{
    private static readonly RunStatus[] All = Enum.GetValues<RunStatus>();
    private static readonly string[] Words = [.. All.Select(status => status.ToString().ToLowerInvariant())];

    /// <summary>True while work may still happen without anybody resuming the run, or while it is paused.</summary>
    /// <param name="status">The status asked about.</param>
    public static bool IsActive(this RunStatus status) =>
        status is not (RunStatus.Succeeded or RunStatus.Cancelled or RunStatus.Errored);

    /// <summary>True when the run has ended: succeeded, cancelled or errored (which can still be resumed).</summary>
    /// <param name="status">The status asked about.</param>
    public static bool IsCompleted(this RunStatus status) => !status.IsActive();

    /// <summary>True when a free partition of the run may be claimed.</summary>
    /// <param name="status">The status asked about.</param>
    public static bool IsClaimable(this RunStatus status) =>
        status is RunStatus.Enqueued or RunStatus.Running or RunStatus.Interrupted;

    /// <summary>The stored word of a status: its name in lower case.</summary>
    /// <param name="status">The status to write.</param>
    public static string Word(this RunStatus status) => Words[(int)status];

    /// <summary>Reads a stored word.</summary>
    /// <param name="word">One of the nine words, in lower case.</param>
    /// <exception cref="FormatException"><paramref name="word"/> is none of the nine.</exception>
    public static RunStatus Parse(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index >= 0
            ? (RunStatus)index
            : throw new FormatException($"Expected one of the statuses {string.Join(", ", Words)}, found '{word}'.");
    }
}
