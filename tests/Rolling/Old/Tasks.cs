namespace Rolling;

/// <summary>The same in both builds.</summary>
public sealed class Steady : MarkingTask;

/// <summary>The new build has lost it.</summary>
public sealed class Retired : MarkingTask;

/// <summary>The new build has another parameter in place of the prefix.</summary>
public sealed class Changing : MarkingTask
{
    public string Prefix { get; set; } = "";
}
