namespace MaintenanceTasks.Cli;

/// <summary>Tasks for people: a few lines each.</summary>
internal static class TaskText
{
    public static void Write(Terminal terminal, IReadOnlyList<TaskDocument> tasks)
    {
        if (tasks.Count == 0) terminal.Line("No task is registered: call AddTasksFromAssemblyContaining<T>().");
        for (var index = 0; index < tasks.Count; index++)
        {
            if (index > 0) terminal.Line();
            Write(terminal, tasks[index]);
        }
    }

    private static void Write(Terminal terminal, TaskDocument task)
    {
        terminal.Line(task.Name);
        if (task.Description is { } description) terminal.Line("  " + PrintableText.OneLine(description));
        if (task.Delivery is { } delivery) terminal.Line("  " + Words.Of(delivery));
        if (task.Problem is { } problem) terminal.Line("  cannot be used: " + PrintableText.OneLine(problem));
        foreach (var parameter in task.Parameters)
        {
            var line = $"  --arg {parameter.Name}=…  {parameter.Type}";
            if (parameter.Required) line += ", required";
            if (parameter.Secret) line += ", secret";
            if (parameter.Default is { Length: > 0 } value) line += $", default {PrintableText.OneLine(value)}";
            terminal.Line(parameter.Description is { } about ? $"{line}. {PrintableText.OneLine(about)}" : line);
        }

        terminal.Line(task.NewestRun is { } run
            ? $"  newest run: {run.Id}, {run.Status.Word()}, {Figures.Count(run.Ticks)} done, created {Figures.Moment(run.CreatedAt!.Value)}"
            : "  never run");
        if (task.StaleForSeconds is { } age) terminal.Line($"  stale: succeeded {Figures.Duration(TimeSpan.FromSeconds(age))} ago");
    }
}
