namespace MaintenanceTasks.Dashboard;

/// <summary>A stretch of source code of one kind.</summary>
internal readonly record struct SourceToken(string Text, SourceTokenKind Kind)
{
    /// <summary>The class that colours it.</summary>
    public string Class => Kind.ToString().ToLowerInvariant();
}
