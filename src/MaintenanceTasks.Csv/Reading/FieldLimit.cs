namespace MaintenanceTasks.Csv;

/// <summary>
/// Finds a field that is longer than allowed before it is read to its end, by the rules of <c>CsvConfiguration.MaxFieldSize</c> of CsvHelper. That
/// asks at each character of a file; this looks only at rows that are long enough to have such a field.
/// </summary>
internal sealed class FieldLimit(CsvOptions options)
{
    private long _row = -1;
    private int _seen;
    private int _field;
    private char _before;
    private bool _isComment;
    private bool _isLineStart;
    private bool _isQuoted;
    private bool _isOpen;
    private bool _isBad;

    /// <summary>True when a field of the row is too long.</summary>
    /// <param name="row">The character the row begins at, after the row before: comments and blank lines may come first.</param>
    /// <param name="text">The row as far as it is known; what was seen in an earlier call is not looked at again.</param>
    public bool IsExceeded(long row, ReadOnlySpan<char> text)
    {
        if (text.Length <= options.MaxFieldLength) return false;
        if (row != _row) (_row, _seen, _field, _before, _isComment, _isLineStart, _isOpen, _isBad) = (row, 0, 0, '\0', false, true, false, false);
        for (; _seen < text.Length; _seen++)
        {
            var next = text[_seen];
            if (!_isComment && !_isLineStart && _seen - _field > options.MaxFieldLength) return true;
            if (_isComment || (_isLineStart && next is '\r' or '\n') || (_isLineStart && next == options.Comment)) PassOver(next);
            else if (!IsInQuotes(next) && !TryPassDelimiter(text, next)) return false;
            _before = next;
        }

        return false;
    }

    private void PassOver(char next)
    {
        _isLineStart = next is '\r' or '\n';
        _isComment = !_isLineStart;
        _field = _seen + 1;
    }

    /// <summary>True for a character that neither ends a field nor a row, because it is within quotes.</summary>
    private bool IsInQuotes(char next)
    {
        _isLineStart = false;
        var isFirst = _seen == _field;
        if (isFirst && options.Trim && next == ' ')
        {
            _field++;
            return true;
        }

        if (isFirst) _isQuoted = next == options.Quote;
        if (_isQuoted && next == options.Quote)
        {
            if (!_isOpen && !isFirst && _before != options.Quote) _isBad = true;
            else if (!_isBad) _isOpen = !_isOpen;
        }

        return _isOpen;
    }

    /// <summary>False when more text has to come before it is known whether a delimiter begins.</summary>
    private bool TryPassDelimiter(ReadOnlySpan<char> text, char next)
    {
        if (next == options.Delimiter[0])
        {
            var rest = text[_seen..];
            if (rest.Length < options.Delimiter.Length) return false;
            if (rest.StartsWith(options.Delimiter, StringComparison.Ordinal))
            {
                _seen += options.Delimiter.Length - 1;
                (_field, _isBad) = (_seen + 1, false);
            }
        }
        else if (next is '\r' or '\n')
        {
            (_field, _isLineStart, _isBad) = (_seen + 1, true, false);
        }

        return true;
    }
}
