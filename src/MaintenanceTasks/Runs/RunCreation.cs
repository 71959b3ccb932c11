namespace MaintenanceTasks;

/// <summary>The answer to a request for a new run.</summary>
/// <param name="Run">The new run, or the one that stood in its way.</param>
/// <param name="Outcome">Which of the two.</param>
public sealed record RunCreation(Run Run, RunCreationOutcome Outcome);
