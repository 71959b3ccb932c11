using System.Threading.Channels;

namespace MaintenanceTasks.Csv;

/// <summary>Blocks that another thread parses ahead, a few at most, while the rows of those before are worked on.</summary>
internal sealed class CsvBlockQueue<TRow>(CsvBlockReader<TRow> blocks) : IAsyncDisposable
{
    private const int RowsOfBlock = 512;
    private readonly Channel<CsvBlock<TRow>> _parsed = Channel.CreateBounded<CsvBlock<TRow>>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });
    private CancellationTokenSource? _stop;
    private Task? _parsing;

    /// <summary>Takes the next block. None comes after the last.</summary>
    /// <param name="cancellationToken">That of the first call ends the parsing as well.</param>
    public async ValueTask<CsvBlock<TRow>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_parsing is null)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _parsing = Task.Run(() => ParseAsync(_stop.Token), CancellationToken.None);
        }

        // What ended the parsing is thrown as it is.
        while (await _parsed.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_parsed.Reader.TryRead(out var block)) return block;
        }

        throw new InvalidOperationException("There is no block after the last.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_parsing is null) return;
        await _stop!.CancelAsync().ConfigureAwait(false);
        await _parsing.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ParseAsync(CancellationToken stop)
    {
        try
        {
            CsvBlock<TRow> block;
            do
            {
                block = await blocks.ReadAsync(RowsOfBlock, stop).ConfigureAwait(false);
                await _parsed.Writer.WriteAsync(block, stop).ConfigureAwait(false);
            }
            while (!block.IsLast);
            _parsed.Writer.Complete();
        }
        catch (Exception exception)
        {
            _parsed.Writer.Complete(exception);
        }
    }
}
