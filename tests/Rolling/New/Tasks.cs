namespace Rolling;

/// <summary>The same in both builds, but for a parameter that may be left out.</summary>
public sealed class Steady : MarkingTask
{
    public string? Remark { get; set; }
}

/// <summary>The old build does not know it.</summary>
public sealed class Added : MarkingTask;

/// <summary>The old build has another parameter in place of the suffix.</summary>
public sealed class Changing : MarkingTask
{
    public string Suffix { get; set; } = "";
}
