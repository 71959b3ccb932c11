namespace MaintenanceTasks.Tests.Parameters;

/// <summary>A listener that remembers all it hears.</summary>
internal sealed class Overhearing : IRunListener
{
    public List<Run> Runs { get; } = [];

    public List<Exception> Failures { get; } = [];

    public List<string> Texts { get; } = [];

    public Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
    {
        Runs.Add(run);
        Texts.AddRange([$"{run} {string.Join(' ', run.Arguments)} {run.Error}", happened.ToString()]);
        return Task.CompletedTask;
    }

    public Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken)
    {
        Failures.Add(exception);
        Texts.Add($"{item} {exception} {string.Join(' ', run.Arguments)}");
        return Task.CompletedTask;
    }
}
