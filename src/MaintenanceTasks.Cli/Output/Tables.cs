using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Tables without lines: as readable in a log as on a terminal.</summary>
internal static class Tables
{
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Dim))).PadLeft(0).PadRight(2));
        return table;
    }

    /// <summary>A cell with a stored text.</summary>
    public static Text Cell(string? text) => new(PrintableText.OneLine(text));
}
