namespace MaintenanceTasks.Dashboard;

/// <summary>The part of a page that changes.</summary>
/// <param name="Html">Elements with ids; the script puts each in place of the one that has the id.</param>
/// <param name="IsBusy">True while it changes often.</param>
internal sealed record LiveFragment(string Html, bool IsBusy);
