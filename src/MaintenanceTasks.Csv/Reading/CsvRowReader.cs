using System.Globalization;

namespace MaintenanceTasks.Csv;

/// <summary>Gives the rows of a file one by one.</summary>
internal sealed class CsvRowReader<TRow>(ICsvBlocks<TRow> blocks) : IAsyncDisposable
{
    private CsvBlock<TRow>? _block;
    private CsvBlock<TRow>? _last;
    private int _row;

    /// <summary>The row in hand: the last one read.</summary>
    public TRow Current => _block!.Rows[_row].Value;

    /// <summary>Why the row in hand cannot be taken as a <typeparamref name="TRow"/>, or null.</summary>
    public CsvFileException? Fault => _block!.Rows[_row].Fault;

    /// <summary>Where the row in hand is.</summary>
    public CsvPlace<TRow> Place => new(_block!, _row);

    /// <summary>The line on which the row in hand begins, from 1.</summary>
    public long Line => _block!.LineOf(_row);

    /// <summary>Names the row in hand for messages.</summary>
    public string KeyInHand() => string.Create(CultureInfo.InvariantCulture, $"row {Place.Number + 1}, line {Line}");

    /// <summary>Reads the next row; false at the end. When it throws, the row in hand is still the one before.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_block is null || _row + 1 == _block.Rows.Count) return ReadBlockAsync(cancellationToken);
        _row++;
        return new(true);
    }

    public ValueTask DisposeAsync() => blocks.DisposeAsync();

    private async ValueTask<bool> ReadBlockAsync(CancellationToken cancellationToken)
    {
        if (_last is null)
        {
            var block = await blocks.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (block.IsLast) _last = block;
            if (block.Rows.Count > 0)
            {
                (_block, _row) = (block, 0);
                return true;
            }
        }

        _last!.Broken?.Throw();
        return false;
    }
}
