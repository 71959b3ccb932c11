using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>The source of tasks, for those whose source is at hand. What a class was compiled from never changes: it is read once.</summary>
internal sealed class TaskSources(ILogger logger)
{
    private readonly ConcurrentDictionary<Type, string?> _read = new();

    /// <summary>The declaration of a class, all its parts; null when its source is not at hand.</summary>
    public string? Of(Type type) => _read.GetOrAdd(type, Read);

    private string? Read(Type type)
    {
        try
        {
            var texts = SourceDocuments.Of(type).Select(document => document.Text()).OfType<string>().ToArray();
            var parts = texts.Select(text => CSharpDeclaration.Find(text, type.Name.Split('`')[0])).OfType<string>().ToArray();
            return parts.Length > 0 ? string.Join("\n\n", parts) : texts.FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            logger.LogWarning(exception, "The source of the task {Task} could not be read; its page does without.", type.FullName);
            return null;
        }
    }
}
