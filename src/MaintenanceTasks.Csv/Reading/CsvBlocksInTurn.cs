using System.Runtime.ExceptionServices;
using CsvHelper;

namespace MaintenanceTasks.Csv;

/// <summary>Blocks of one row, each parsed when it is asked for.</summary>
internal sealed class CsvBlocksInTurn<TRow>(CsvSegments segments, CsvOptions options, Action<CsvContext> configure) : ICsvBlocks<TRow>
{
    private CsvSegmentParser<TRow>? _parser;
    private CsvSegment? _segment;
    private CsvCursor? _at;

    public async ValueTask<CsvBlock<TRow>> ReadAsync(CancellationToken cancellationToken)
    {
        CsvRow<TRow> row = default;
        ExceptionDispatchInfo? broken = null;
        var (read, begin) = (false, 0);
        try
        {
            if (_segment is null) Begin(await segments.ReadAsync(cancellationToken).ConfigureAwait(false));
            while (true)
            {
                begin = _parser!.Passed;
                read = _parser.TryRead(out row);
                if (read || _segment!.IsLast) break;
                Begin(await WithMoreAsync(_segment!.From(_parser.Passed, segments.Table.Encoding), cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (_segment is not null)
        {
            broken = ExceptionDispatchInfo.Capture(exception);
        }

        var block = new CsvBlock<TRow>
        {
            Start = _at ??= segments.Start,
            Rows = read ? [row with { Begin = row.Begin - begin, End = row.End - begin }] : [],
            Text = read ? _segment!.Text[begin..row.End] : default,
            Encoding = segments.Table.Encoding,
            IsLast = !read,
            Broken = broken,
        };
        if (read) _at = block.After(0);
        return block;
    }

    public async ValueTask DisposeAsync()
    {
        _parser?.Dispose();
        await segments.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<CsvSegment> WithMoreAsync(CsvSegment rest, CancellationToken cancellationToken)
    {
        var segment = rest;
        do
        {
            segment = (await segments.ReadAsync(cancellationToken).ConfigureAwait(false)).Behind(segment);
        }
        while (!segment.IsEnoughAfter(rest));

        return segment;
    }

    private void Begin(CsvSegment segment)
    {
        _parser ??= new CsvSegmentParser<TRow>(segments.Table, options, configure);
        _segment = segment;
        _parser.Begin(segment);
    }
}
