namespace MaintenanceTasks;

/// <summary>
/// Says which values a parameter may have, by a static method of the task that gives them. It is asked in a scope of its own when a
/// form is shown and when a start is validated, and has 10 s to answer; other values are refused then. For a fixed list
/// <see cref="System.ComponentModel.DataAnnotations.AllowedValuesAttribute"/> is enough, and an enum needs neither.
/// </summary>
/// <param name="method">
/// Name of the method, best written with <c>nameof</c>. It takes any services and a <see cref="CancellationToken"/>, and returns a
/// sequence of values of the property's type, or of pairs of value and label (<c>(int Value, string Label)</c>): an
/// <see cref="IEnumerable{T}"/>, a <see cref="Task{T}"/> or <see cref="ValueTask{T}"/> of one, or an <see cref="IAsyncEnumerable{T}"/>.
/// Any visibility will do.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChoicesAttribute(string method) : Attribute
{
    /// <summary>Name of the method.</summary>
    public string Method { get; } = method;
}
