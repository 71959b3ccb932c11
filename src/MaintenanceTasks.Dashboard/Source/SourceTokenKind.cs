namespace MaintenanceTasks.Dashboard;

internal enum SourceTokenKind
{
    /// <summary>Blanks, operators, local names: not coloured.</summary>
    Plain,

    Keyword,

    /// <summary>What begins with a capital: types, members, constants.</summary>
    Name,

    /// <summary>What begins with an underscore: by custom the fields of an instance.</summary>
    Field,

    Number,

    /// <summary>Strings and characters.</summary>
    Text,

    /// <summary>Comments, and lines for the compiler.</summary>
    Comment,
}
