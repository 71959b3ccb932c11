using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using CsvHelper;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Blocks that other threads parse ahead, two at a time. Whether a segment begins with a row is known when the one before it is parsed: it mostly
/// does, and where it does not, what was left of the one before is parsed again together with it.
/// </summary>
internal sealed class CsvBlocksAhead<TRow>(CsvSegments segments, CsvOptions options, Action<CsvContext> configure) : ICsvBlocks<TRow>
{
    private const int Parsers = 2;
    private const int UsualRow = 64;
    private readonly Channel<(CsvSegment Segment, Task<Parsed> Parsing)> _ahead =
        Channel.CreateBounded<(CsvSegment, Task<Parsed>)>(new BoundedChannelOptions(2 * Parsers) { SingleReader = true });

    private readonly SemaphoreSlim _turn = new(1);
    private CancellationTokenSource? _stop;
    private Task[] _parsing = [];
    private CsvSegmentParser<TRow>? _again;
    private Parsed? _parsed;
    private long _passed;

    public async ValueTask<CsvBlock<TRow>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_stop is null)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _parsing = [.. Enumerable.Range(0, Parsers).Select(_ => Task.Run(() => ParseAheadAsync(_stop.Token), CancellationToken.None))];
        }

        while (true)
        {
            _parsed = _parsed?.Rest is { } rest
                ? await ParseRestAsync(rest, _parsed.NeedsMore, cancellationToken).ConfigureAwait(false)
                : await (await TakeAsync(cancellationToken).ConfigureAwait(false)).Parsing.ConfigureAwait(false);
            var block = _parsed.Block;
            block = block with { Start = block.Start with { Row = segments.Start.Row + _passed } };
            _passed += block.Rows.Count;
            if (block.Rows.Count > 0 || block.IsLast) return block;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_parsing).ConfigureAwait(false);
            _stop.Dispose();
        }

        _again?.Dispose();
        _turn.Dispose();
        await segments.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<Parsed> ParseRestAsync(CsvSegment rest, bool needsMore, CancellationToken cancellationToken)
    {
        var segment = rest;
        while (needsMore)
        {
            var (next, parsing) = await TakeAsync(cancellationToken).ConfigureAwait(false);
            await parsing.ConfigureAwait(false);
            segment = next.Behind(segment);
            needsMore = !segment.IsEnoughAfter(rest);
        }

        return Parse(segment, _again ??= NewParser(), isKnown: true);
    }

    private async Task<(CsvSegment Segment, Task<Parsed> Parsing)> TakeAsync(CancellationToken cancellationToken)
    {
        // What ended the reading is thrown as it is.
        if (await _ahead.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _ahead.Reader.TryRead(out var next)) return next;
        throw new InvalidOperationException("There is no block after the last.");
    }

    /// <summary>Takes segments in turn with the others, and parses them beside the others, to the end of the file.</summary>
    private async Task ParseAheadAsync(CancellationToken stop)
    {
        CsvSegmentParser<TRow>? parser = null;
        try
        {
            while (await NextAsync(stop).ConfigureAwait(false) is var (segment, parsed))
            {
                parsed.SetResult(Parse(segment, parser ??= NewParser(), isKnown: false));
            }
        }
        catch (Exception exception)
        {
            _ahead.Writer.TryComplete(exception);
        }

        parser?.Dispose();
    }

    private async Task<(CsvSegment Segment, TaskCompletionSource<Parsed> Parsed)?> NextAsync(CancellationToken stop)
    {
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!await _ahead.Writer.WaitToWriteAsync(stop).ConfigureAwait(false)) return null;
            var segment = await segments.ReadAsync(stop).ConfigureAwait(false);
            var parsed = new TaskCompletionSource<Parsed>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ahead.Writer.TryWrite((segment, parsed.Task));
            if (segment.IsLast) _ahead.Writer.Complete();
            return (segment, parsed);
        }
        finally
        {
            _turn.Release();
        }
    }

    private CsvSegmentParser<TRow> NewParser() => new(segments.Table, options, configure);

    /// <param name="segment">What to parse.</param>
    /// <param name="parser">By what.</param>
    /// <param name="isKnown">True when a row begins with it. Otherwise what looks like a faulty row ends the block: it may well be none.</param>
    private Parsed Parse(CsvSegment segment, CsvSegmentParser<TRow> parser, bool isKnown)
    {
        List<CsvRow<TRow>> rows = new(segment.Text.Length / UsualRow);
        ExceptionDispatchInfo? broken = null;
        var (passed, isFaulty) = (0, false);
        try
        {
            parser.Begin(segment);
            while (parser.TryRead(out var row))
            {
                isFaulty = row.Fault is not null && !isKnown;
                if (isFaulty) break;
                rows.Add(row);
                passed = row.End;
            }
        }
        catch (Exception exception)
        {
            broken = ExceptionDispatchInfo.Capture(exception);
        }

        var block = new CsvBlock<TRow>
        {
            Start = segment.Start,
            Rows = rows,
            Text = segment.Text,
            Encoding = segments.Table.Encoding,
            IsLast = broken is not null || (segment.IsLast && !isFaulty),
            Broken = broken,
        };
        return new Parsed(block, block.IsLast || passed == segment.Text.Length ? null : segment.From(passed, segments.Table.Encoding), !isFaulty);
    }

    /// <param name="Block">The rows.</param>
    /// <param name="Rest">What is left of the segment, or null.</param>
    /// <param name="NeedsMore">True when the rest is no whole row, so that it goes on in the next segment.</param>
    private sealed record Parsed(CsvBlock<TRow> Block, CsvSegment? Rest, bool NeedsMore);
}
