using System.ComponentModel;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace MaintenanceTasks;

/// <summary>What is known of a task from its class alone.</summary>
public sealed class TaskDescriptor
{
    private readonly Lazy<string?> _summary;

    internal TaskDescriptor(Type type, TimeZoneInfo? zone = null, ClassSummaries? summaries = null)
    {
        _summary = new(() => Description ?? summaries?.Of(type));
        Type = type;
        Name = type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;
        Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description;
        HasOutsideEffects = type.IsDefined(typeof(OutsideEffectsAttribute), inherit: true);
        AllowsConcurrentRuns = type.IsDefined(typeof(AllowConcurrentRunsAttribute), inherit: true);
        RunsInTransaction = type.IsDefined(typeof(InTransactionAttribute), inherit: true);
        Scopes = type.GetCustomAttribute<ScopesAttribute>(inherit: true);
        Parameters = TaskParameter.Of(type, zone ?? TimeZoneInfo.Utc);
        ParameterHash = Hash(Parameters);
    }

    /// <summary>The name runs are stored under: <see cref="TaskNameAttribute"/>, or the class's own name.</summary>
    public string Name { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The class's namespace; empty when it has none.</summary>
    public string Namespace => Type.Namespace ?? "";

    /// <summary>What the author says about it (<c>[Description]</c>), or null.</summary>
    public string? Description { get; }

    /// <summary>
    /// What the task does, in words: <see cref="Description"/>, or the summary of the class's XML documentation where that lies beside
    /// the assembly (<c>GenerateDocumentationFile</c>); or null.
    /// </summary>
    public string? Summary => _summary.Value;

    /// <summary>The parameters, in order of declaration.</summary>
    public IReadOnlyList<TaskParameter> Parameters { get; }

    /// <summary>True with <see cref="OutsideEffectsAttribute"/>.</summary>
    public bool HasOutsideEffects { get; }

    /// <summary>True with <see cref="AllowConcurrentRunsAttribute"/>.</summary>
    public bool AllowsConcurrentRuns { get; }

    /// <summary>True with <see cref="InTransactionAttribute"/>.</summary>
    public bool RunsInTransaction { get; }

    /// <summary>What it walks besides its collection, with <see cref="ScopesAttribute{TScopes}"/>; null for a task without scopes.</summary>
    public ScopesAttribute? Scopes { get; }

    /// <summary>True when a run of it works on a file that is given when it is started: the task is an <see cref="IFileTask"/>.</summary>
    public bool TakesFile => Type.IsAssignableTo(typeof(IFileTask));

    /// <summary>Hash of names and types of the parameters: changes when stored arguments may no longer fit.</summary>
    public string ParameterHash { get; }

    /// <summary>The build the class is from: the version id of its module, 32 hexadecimal digits. Another compilation of other code has another one.</summary>
    public string Build => Type.Module.ModuleVersionId.ToString("N");

    /// <summary>Finds a parameter by its exact name.</summary>
    /// <param name="name">The name.</param>
    public TaskParameter? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);

    private static string Hash(IReadOnlyList<TaskParameter> parameters)
    {
        var text = string.Join('\n', parameters.Select(parameter => parameter.Signature));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
