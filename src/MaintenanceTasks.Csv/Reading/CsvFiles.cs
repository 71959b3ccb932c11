using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Csv;

/// <summary>What all CSV kinds have in common.</summary>
internal static class CsvFiles
{
    public const string Extension = ".csv";

    public static CsvRowReader<TRow> Rows<TRow>(WalkStart start, CsvOptions options, Action<CsvContext> configure)
    {
        ArgumentNullException.ThrowIfNull(start);
        var segments = new CsvSegments(start.Services.GetRequiredService<CurrentRunFile>(), start, options);

        // A converter of the task's may ask what it did with the rows before, or its context, which belongs to one thread.
        return new CsvRowReader<TRow>(typeof(TRow) == typeof(RowBounds) || configure.Method.DeclaringType!.Assembly == typeof(CsvFiles).Assembly
            ? new CsvBlocksAhead<TRow>(segments, options, configure)
            : new CsvBlocksInTurn<TRow>(segments, options, configure));
    }

    public static async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var file = await services.GetRequiredService<CurrentRunFile>().FindAsync(cancellationToken).ConfigureAwait(false);
        return ItemCount.Of(file.Rows);
    }

    /// <exception cref="TaskNotUsableException">The options contradict each other, or the batch size is no size.</exception>
    public static void Check(CsvOptions options, string task, int batchSize = 1)
    {
        if (batchSize < 1) throw new TaskNotUsableException($"The batch size of {task} must be at least 1, found {batchSize}.");
        if (options.SkipLines < 0) throw new TaskNotUsableException($"{nameof(CsvOptions.SkipLines)} of {task} must not be negative, found {options.SkipLines}.");
        if (options.MaxFieldLength < 1) throw new TaskNotUsableException($"{nameof(CsvOptions.MaxFieldLength)} of {task} must be at least 1, found {options.MaxFieldLength}.");
        if (options.Delimiter.Length == 0) throw new TaskNotUsableException($"{nameof(CsvOptions.Delimiter)} of {task} must not be empty.");
        try
        {
            Configuration(options).Validate();
        }
        catch (Exception exception) when (exception is ConfigurationException or ArgumentException)
        {
            throw new TaskNotUsableException($"The CSV options of {task} do not work: {exception.Message}", exception);
        }
    }

    public static CsvConfiguration Configuration(CsvOptions options) => new(options.Culture)
    {
        Delimiter = options.Delimiter,
        HasHeaderRecord = options.HasHeader,
        AllowComments = options.Comment is not null,
        Comment = options.Comment ?? '#',
        Mode = options.Quote is null ? CsvMode.NoEscape : CsvMode.RFC4180,
        Quote = options.Quote ?? '"',
        Escape = options.Quote ?? '"',
        TrimOptions = options.Trim ? TrimOptions.Trim : TrimOptions.None,
        Encoding = options.Encoding,
        MaxFieldSize = options.MaxFieldLength,
        CountBytes = false,
        ExceptionMessagesContainRawData = false,
    };
}
