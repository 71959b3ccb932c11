using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MaintenanceTasks;

namespace Blog.Tasks;

/// <summary>The same file, and an effect outside the database: after a crash some lines may appear twice, none is missing.</summary>
[Description("Appends the number of every row of a CSV file with posts to a file, one a line.")]
public sealed class IndexPostFile(IHostEnvironment environment) : CsvTask<PostRow>
{
    [Description("The file to append to; a relative path starts at the content root.")]
    public string Index { get; set; } = "file-index.txt";

    [Description("Pause after each row, in milliseconds.")]
    [Range(0, 3_600_000)]
    public int DelayMilliseconds { get; set; }

    public override async Task ProcessAsync(PostRow row, CancellationToken cancellationToken)
    {
        SearchIndex.Append(Path.Combine(environment.ContentRootPath, Index), row.Number);
        if (DelayMilliseconds > 0) await Task.Delay(DelayMilliseconds, cancellationToken);
    }
}
