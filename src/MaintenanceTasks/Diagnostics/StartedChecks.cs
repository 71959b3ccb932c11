namespace MaintenanceTasks;

/// <summary>
/// Checks of code that can be made only once the host has built everything, its endpoints for example, and that cannot be
/// registered in DI because they are found later. They run when the host has started; one that throws stops it again.
/// </summary>
public sealed class StartedChecks
{
    private readonly List<Action> _checks = [];

    /// <summary>Adds a check. To be called before the host starts.</summary>
    /// <param name="check">Throws when something is wrong, saying what to do. Touches no database.</param>
    public void Add(Action check) => _checks.Add(check ?? throw new ArgumentNullException(nameof(check)));

    internal void Run() => _checks.ForEach(check => check());
}
