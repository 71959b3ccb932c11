namespace MaintenanceTasks;

/// <summary>A file given to a run.</summary>
/// <param name="content">The bytes, from where the stream stands; read once, a chunk at a time, and not disposed of.</param>
/// <param name="name">Its name, for people; folders in it are left out.</param>
public sealed class InputFile(Stream content, string name)
{
    /// <summary>The bytes.</summary>
    public Stream Content { get; } = content ?? throw new ArgumentNullException(nameof(content));

    /// <summary>Its name.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));
}
