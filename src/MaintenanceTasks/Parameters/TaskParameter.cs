using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MaintenanceTasks;

/// <summary>A parameter of a task: one of its public settable properties.</summary>
public sealed class TaskParameter
{
    private readonly PropertyInfo _property;
    private readonly NullabilityInfo _nullability;
    private readonly TimeZoneInfo _zone;

    private TaskParameter(PropertyInfo property, Type type, TimeZoneInfo zone)
    {
        (_property, Type, _zone) = (property, type, zone);
        _nullability = new NullabilityInfoContext().Create(property);
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(RequiredAttribute));
        IsSecret = property.IsDefined(typeof(SecretAttribute));
        IsMultiline = type == typeof(string) && property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.MultilineText;
        Description = property.GetCustomAttribute<DisplayAttribute>()?.GetDescription()
            ?? property.GetCustomAttribute<System.ComponentModel.DescriptionAttribute>()?.Description;
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

    /// <summary>True with <see cref="SecretAttribute"/>.</summary>
    public bool IsSecret { get; }

    /// <summary>True for text of several lines: <c>[DataType(DataType.MultilineText)]</c>.</summary>
    public bool IsMultiline { get; }

    /// <summary>True for an enum whose names may be combined, with commas: one with <see cref="FlagsAttribute"/>.</summary>
    public bool CombinesChoices => EnumText.IsCombined(Type);

    /// <summary>
    /// The zone in which a date with a time is taken that names none (<see cref="MaintenanceTasksOptions.TimeZone"/>); null for
    /// parameters of other types.
    /// </summary>
    public TimeZoneInfo? TimeZone => ParameterText.HasZone(Type) ? _zone : null;

    /// <summary>What the author says about it (<see cref="DisplayAttribute.Description"/> or <c>[Description]</c>), or null.</summary>
    public string? Description { get; }

    /// <summary>The values it may have as far as they are fixed: of <see cref="AllowedValuesAttribute"/>, or of an enum in order of declaration; else empty.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>True with <see cref="ChoicesAttribute"/>: <see cref="TaskRunner.ChoicesOfAsync"/> asks for the values.</summary>
    public bool ComputesChoices => Computed is not null;

    /// <summary>What it takes, in words, for messages.</summary>
    public string TypeName => Choices.Count > 0 && !CombinesChoices ? ParameterChoice.List(Choices)
        : Choices.Count > 0 ? $"{ParameterChoice.List(Choices)}, or several with commas"
        : ParameterText.NameOf(Type, _zone);

    internal ChoicesMethod? Computed { get; private init; }

    /// <summary>True with <see cref="AllowedValuesAttribute"/>.</summary>
    internal bool IsLimited { get; private init; }

    /// <summary>The message its author wants for a value that is not allowed; null for ours.</summary>
    internal string? NotAllowed { get; private init; }

    internal IReadOnlyList<ValidationAttribute> Validators { get; private init; } = [];

    internal string Signature =>
        $"{Name}:{(Choices.Count > 0 ? string.Join(',', Choices) : ParameterText.NameOf(Type, TimeZoneInfo.Utc))}:{IsRequired}" + (IsSecret ? ":secret" : "");

    internal object? Get(MaintenanceTask task) =>
        _property.GetValue(task, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);

    internal void Set(MaintenanceTask task, object? value) =>
        _property.SetValue(task, value, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);

    internal object Parse(string text) => ParameterText.Parse(Type, Type == typeof(string) || Type == typeof(char) ? text : text.Trim(), _zone);

    internal string Write(object value) => ParameterText.Write(value, _zone);

    /// <summary>Finds the parameters of a task type, in order of declaration, base classes first.</summary>
    /// <exception cref="TaskNotUsableException">A public settable property cannot be a parameter, or not the one it is marked to be.</exception>
    internal static IReadOnlyList<TaskParameter> Of(Type task, TimeZoneInfo zone)
    {
        var properties = task.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetMethod is { IsPublic: true })
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);
        return [.. properties.Select(property => Usable(task, property, zone))];
    }

    private static TaskParameter Usable(Type task, PropertyInfo property, TimeZoneInfo zone)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        ParameterRules.Check(task, property, type);
        var validators = property.GetCustomAttributes<ValidationAttribute>().ToArray();
        var allowed = validators.OfType<AllowedValuesAttribute>().FirstOrDefault();
        return new TaskParameter(property, type, zone)
        {
            Choices = allowed is not null ? ParameterRules.AllowedValues(task, property, type, allowed, zone) : type.IsEnum ? EnumText.NamesOf(type) : [],
            IsLimited = allowed is not null,
            Computed = property.GetCustomAttribute<ChoicesAttribute>() is { } choices ? ChoicesMethod.Find(task, property, type, choices.Method) : null,
            NotAllowed = allowed is null ? null : ParameterRules.OwnMessage(allowed, property.Name),
            Validators = [.. validators.Where(validator => validator != allowed)],
        };
    }

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
