namespace MaintenanceTasks;

/// <summary>
/// Makes a parameter a secret: stored protected by ASP.NET Core data protection, and shown nowhere. Its value is masked in pages, on
/// the command line, in events, listeners, logs, activities and errors of runs. For properties of type <see cref="string"/> and
/// <see cref="Uri"/>. An application with such a task needs <c>builder.Services.AddDataProtection()</c>.
/// </summary>
/// <remarks>Two runs that differ in secrets only have the same arguments. What the task itself writes elsewhere is not masked.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
