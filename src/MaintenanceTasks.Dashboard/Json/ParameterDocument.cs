namespace MaintenanceTasks.Dashboard;

/// <summary>A parameter of a task, as JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What values it takes, in words.</param>
/// <param name="Required">True when a value must be given.</param>
/// <param name="Default">The value it has when none is given, or null; null for a secret.</param>
/// <param name="Choices">The values it may have at present, where they are limited; else empty.</param>
/// <param name="Description">What its author says about it, or null.</param>
/// <param name="Secret">True when its value is stored protected and shown nowhere.</param>
internal sealed record ParameterDocument(
    string Name, string Type, bool Required, string? Default, IReadOnlyList<string> Choices, string? Description, bool Secret)
{
    public static ParameterDocument Of(TaskParameter parameter, StartForm form) => new(
        parameter.Name, parameter.TypeName, parameter.IsRequired, parameter.IsRequired || parameter.IsSecret ? null : form.Value(parameter),
        [.. form.ChoicesOf(parameter).Select(choice => choice.Value)], parameter.Description, parameter.IsSecret);
}
