namespace MaintenanceTasks.Cli;

/// <summary>The file named on the command line, while it is read.</summary>
internal sealed class GivenFile : IAsyncDisposable
{
    private const string StandardInput = "-";
    private readonly Stream? _content;

    private GivenFile(Stream? content, string name)
    {
        _content = content;
        File = content is null ? null : new InputFile(content, name);
    }

    public InputFile? File { get; }

    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static GivenFile Open(string? path)
    {
        if (path is null) return new GivenFile(null, "");
        if (path == StandardInput) return new GivenFile(Console.OpenStandardInput(), "standard input");
        try
        {
            return new GivenFile(System.IO.File.OpenRead(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"Expected a file to read at '{path}': {exception.Message}", exception);
        }
    }

    public ValueTask DisposeAsync() => _content?.DisposeAsync() ?? ValueTask.CompletedTask;
}
