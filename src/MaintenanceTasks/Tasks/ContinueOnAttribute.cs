namespace MaintenanceTasks;

/// <summary>
/// Says that an exception of this type, or one derived from it, does not stop the run: the item is recorded with the error, told to
/// the listeners, counts as done, and the run goes on. Inherited; several may be given.
/// </summary>
/// <param name="exception">The type of the exception.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ContinueOnAttribute(Type exception) : Attribute
{
    /// <summary>The type of the exception.</summary>
    public Type Exception { get; } = exception;
}
