using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MaintenanceTasks;

/// <summary>A parameter of a task: one of its public settable properties.</summary>
public sealed class TaskParameter
{
    private readonly PropertyInfo _property;
    private readonly NullabilityInfo _nullability;

    internal TaskParameter(PropertyInfo property)
    {
        _property = property;
        _nullability = new NullabilityInfoContext().Create(property);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute));
        Description = property.GetCustomAttribute<DisplayAttribute>()?.GetDescription()
            ?? property.GetCustomAttribute<System.ComponentModel.DescriptionAttribute>()?.Description;
        Validators = [.. property.GetCustomAttributes<ValidationAttribute>()];
    }

    /// <summary>Name of the property.</summary>
    public string Name => _property.Name;

    /// <summary>Type of the value, without <see cref="Nullable{T}"/>.</summary>
    public Type Type { get; }

    /// <summary>True when an argument must be given: <c>required</c> in C#, or <see cref="RequiredAttribute"/>.</summary>
    public bool IsRequired { get; }

    /// <summary>True when the value may be null.</summary>
    public bool IsNullable => Nullable.GetUnderlyingType(_property.PropertyType) is not null
        || (!_property.PropertyType.IsValueType && _nullability.WriteState != NullabilityState.NotNull);

    /// <summary>What the author says about it (<see cref="DisplayAttribute.Description"/> or <c>[Description]</c>), or null.</summary>
    public string? Description { get; }

    /// <summary>The values of an enum in order of declaration; empty for other types.</summary>
    public IReadOnlyList<string> Choices => Type.IsEnum ? Enum.GetNames(Type) : [];

    /// <summary>Type and nullability in words, for messages and for the schema hash.</summary>
    public string TypeName => Type.IsEnum ? $"one of {string.Join(", ", Choices)}" : ParameterText.NameOf(Type);

    internal IReadOnlyList<ValidationAttribute> Validators { get; }

    internal object? Get(MaintenanceTask task) => _property.GetValue(task);

    internal void Set(MaintenanceTask task, object? value) => _property.SetValue(task, value);

    /// <summary>Finds the parameters of a task type, in order of declaration, base classes first.</summary>
    /// <exception cref="TaskNotUsableException">A public settable property has a type no parameter can have.</exception>
    internal static IReadOnlyList<TaskParameter> Of(Type task)
    {
        var properties = task.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetMethod is { IsPublic: true })
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);
        return [.. properties.Select(property => Usable(task, property))];
    }

    private static TaskParameter Usable(Type task, PropertyInfo property)
    {
        var parameter = new TaskParameter(property);
        return ParameterText.Supports(parameter.Type)
            ? parameter
            : throw new TaskNotUsableException(
                $"The property {task.Name}.{property.Name} has type {property.PropertyType.Name}, which cannot be a parameter. "
                + "Parameters are text, numbers, booleans, dates, times, GUIDs and enums. "
                + "Give the property a non-public setter when it is not meant as one.");
    }

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
