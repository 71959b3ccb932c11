namespace MaintenanceTasks.Tests.Execution;

/// <summary>A listener that writes down what it hears.</summary>
internal sealed class Listening : IRunListener
{
    public List<(Run Run, RunEvent Event)> Heard { get; } = [];

    public List<(Run Run, string Item, string Message, bool Continues)> Failed { get; } = [];

    public Func<Run, RunEvent, Task> Look { get; set; } = (_, _) => Task.CompletedTask;

    public Func<string, Task> LookAtFailed { get; set; } = _ => Task.CompletedTask;

    public async Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
    {
        await Look(run, happened);
        Heard.Add((run, happened));
    }

    public Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken)
    {
        Failed.Add((run, item, exception.Message, continues));
        return LookAtFailed(item);
    }
}
