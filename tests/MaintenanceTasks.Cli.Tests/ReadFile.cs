using System.Text;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>Notes and logs the text of its file.</summary>
internal sealed class ReadFile(CurrentRunFile current, ILogger<ReadFile> logger) : OneOffTask, IFileTask
{
    public string FileExtension => ".txt";

    public IRowCounter? CountRows() => null;

    public override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var file = await current.FindAsync(cancellationToken);
        await using var content = current.Open(file);
        using var text = new StreamReader(content, Encoding.UTF8);
        var found = $"{file.Name}: {await text.ReadToEndAsync(cancellationToken)}";
        Run.Note(found);
        logger.LogInformation("{Found}", found);
    }
}
