using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace MaintenanceTasks;

/// <summary>What the declaration of a parameter has to keep to. Wrong code stops the start, with what was expected.</summary>
internal static class ParameterRules
{
    /// <exception cref="TaskNotUsableException">The property has a type no parameter can have, or marks that do not go together.</exception>
    public static void Check(Type task, PropertyInfo property, Type type)
    {
        if (!ParameterText.Supports(type))
        {
            throw new TaskNotUsableException(
                $"The property {task.Name}.{property.Name} has type {property.PropertyType.Name}, which cannot be a parameter. "
                + "Parameters are text, numbers, booleans, dates, times, durations, GUIDs, addresses (Uri) and enums. "
                + "Give the property a non-public setter when it is not meant as one.");
        }

        var hasChoices = property.IsDefined(typeof(ChoicesAttribute));
        var hasFixed = property.IsDefined(typeof(AllowedValuesAttribute));
        if (hasChoices && hasFixed) Refuse(task, property, "has both [Choices] and [AllowedValues]. Expected one of them.");
        if (!property.IsDefined(typeof(SecretAttribute))) return;
        if (type != typeof(string) && type != typeof(Uri)) Refuse(task, property, $"is [Secret] and has type {type.Name}. Expected string or Uri.");
        if (hasChoices || hasFixed) Refuse(task, property, "is [Secret] and has choices, which a form would show. Expected one or the other.");
    }

    /// <summary>The values of the attribute as text, converted to the type of the property where C# cannot write them.</summary>
    /// <exception cref="TaskNotUsableException">A value does not fit the property.</exception>
    public static IReadOnlyList<string> AllowedValues(Type task, PropertyInfo property, Type type, AllowedValuesAttribute attribute, TimeZoneInfo zone)
    {
        var values = new List<string>();
        foreach (var value in attribute.Values.OfType<object>())
        {
            try
            {
                var text = value as string ?? (value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture) ?? value.ToString()!;
                values.Add(ParameterText.Write(value.GetType() == type ? value : ParameterText.Parse(type, text, zone), zone));
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
            {
                Refuse(task, property, $"allows the value '{value}', which does not fit its type. Expected {ParameterText.NameOf(type, zone)}.");
            }
        }

        return values;
    }

    /// <summary>What the author wants to be said of other values; null when the attribute has the framework's message, which names none.</summary>
    public static string? OwnMessage(AllowedValuesAttribute attribute, string name) =>
        attribute.ErrorMessageResourceName is null && attribute.ErrorMessage == new AllowedValuesAttribute().ErrorMessage ? null : attribute.FormatErrorMessage(name);

    private static void Refuse(Type task, PropertyInfo property, string what) =>
        throw new TaskNotUsableException($"The property {task.Name}.{property.Name} {what}");
}
