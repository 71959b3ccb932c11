namespace MaintenanceTasks.Cli;

/// <summary>Words and colours for the values of the engine.</summary>
internal static class Words
{
    public static string Of(DeliveryMode delivery) => delivery switch
    {
        DeliveryMode.Transactional => "transactional: effects happen exactly once",
        DeliveryMode.ProgressRow => "transactional by a progress row in its own database: effects happen exactly once",
        DeliveryMode.PerItem => "per item: a crash repeats at most the item in hand",
        _ => "at least once: a crash repeats what was done since the last checkpoint",
    };

    /// <summary>The word of a status as markup, in the colour that stands for it.</summary>
    public static string Coloured(RunStatus status) => $"[{Colour(status)}]{status.Word()}[/]";

    public static string Of(RunEvent happened)
    {
        var what = happened.Kind switch
        {
            RunEventKind.Status when happened.From is { } from => $"{from.Word()} -> {happened.To?.Word()}",
            RunEventKind.Status => happened.To?.Word() ?? "",
            RunEventKind.GivenUp => "given up",
            _ => happened.Kind.ToString().ToLowerInvariant(),
        };
        if (happened.Partition is { } partition) what += $" partition {partition}";
        if (happened.Epoch is { } epoch) what += $", epoch {epoch}";
        return happened.Text is { Length: > 0 } text ? $"{what}: {PrintableText.OneLine(text)}" : what;
    }

    private static string Colour(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "green",
        RunStatus.Errored => "red",
        RunStatus.Running => "blue",
        RunStatus.Cancelled or RunStatus.Cancelling => "grey",
        _ => "yellow",
    };
}
