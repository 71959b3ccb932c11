namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The behaviours of the Ruby gems that cannot exist in .NET, each with its reason.</summary>
internal static class NotHere
{
    private const string NoCursorSwitch = "there is no switch between two encodings of a cursor: each kind of task has one, typed and complete";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["C007"] = "there is no job framework whose hooks could veto a job after its run was stored; a task refuses by validation, before anything is stored",
        ["C009"] = NoCursorSwitch,
        ["C050"] = NoCursorSwitch,
        ["C051"] = NoCursorSwitch,
        ["C114"] = NoCursorSwitch,
        ["C115"] = NoCursorSwitch,
        ["C129"] = "there is no job class on which automatic retries could be declared",
        ["C158"] = "there is no older name of the list of tasks that could be deprecated",
        ["C303"] = "arguments are what a form or a command line can say, as the attributes of a task in Rails; objects come by constructor injection",
        ["C322"] = "a warning about an older form of enumerator, which never existed here",
        ["C332"] = "callbacks are virtual methods: nothing is redefined when a method is defined, so nothing can break",
        ["C361"] = "a collection is a query, a list or a source of typed items; there is no builder whose result would have to be wrapped",
    };
}
