using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Runs for people, as a table.</summary>
internal static class RunTable
{
    public static void Write(Terminal terminal, IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0)
        {
            terminal.Line("There are no such runs.");
            return;
        }

        var table = Tables.Create("run", "task", "status", "done", "created", "started by");
        foreach (var run in runs)
        {
            table.AddRow(
                new Text($"{run.Id}"), Tables.Cell(run.Task), new Markup(Words.Coloured(run.Status)), new Text(ProgressText.Done(run)),
                new Text(Figures.Moment(run.CreatedAt)), Tables.Cell(run.StartedBy));
        }

        terminal.Console.Write(table);
    }
}
