using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using MaintenanceTasks.Tests.Tasks;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Throws its secret when it is validated.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Tasks are made by the engine.")]
internal sealed class Rash : Doing, IValidatableObject
{
    [Secret]
    public string Token { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => throw new NotSupportedException($"{Token} is no token");
}
