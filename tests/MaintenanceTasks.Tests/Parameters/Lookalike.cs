using System.Diagnostics.CodeAnalysis;
using MaintenanceTasks.Tests.Tasks;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>A secret, and a parameter whose name has that of the secret in it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Tasks are made by the engine.")]
internal sealed class Lookalike : Doing
{
    [Secret]
    public string? Content { get; set; }

    public string? SensitiveContent { get; set; }
}
