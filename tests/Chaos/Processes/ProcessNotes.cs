namespace Chaos.Processes;

/// <summary>Notes of the processes started here. <c>./test</c> ends those that were left behind when a test run was ended itself.</summary>
internal static class ProcessNotes
{
    private static readonly string? Place = Environment.GetEnvironmentVariable("MT_PROCESSES");

    public static void Add(int process)
    {
        if (Place is not null) File.WriteAllText(Path.Combine(Place, $"{process}"), StartTick(process));
    }

    private static string StartTick(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
