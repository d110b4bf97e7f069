namespace TradingEngine.Zerodha.Instruments;

/// <summary>Cuts a line into its fields. A field in quotes may hold commas, and a quote that stands twice.</summary>
internal ref struct CsvFields
{
    private ReadOnlySpan<byte> _rest;
    private bool _isOver;

    public CsvFields(ReadOnlySpan<byte> line)
    {
        _rest = line;
    }

    /// <summary>True where a quote was not closed, or something stands behind one.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The next field, without quotes around it; quotes in it stand twice.</summary>
    /// <returns>False at the end of the line.</returns>
    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_isOver)
        {
            return false;
        }

        if (!_rest.IsEmpty && _rest[0] == (byte)'"')
        {
            TakeQuoted(out field);
            return true;
        }

        var comma = _rest.IndexOf((byte)',');
        _isOver = comma < 0;
        field = _isOver ? _rest : _rest[..comma];
        _rest = _isOver ? default : _rest[(comma + 1)..];
        return true;
    }

    private void TakeQuoted(out ReadOnlySpan<byte> field)
    {
        var end = 1;
        while (true)
        {
            var quote = _rest[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                IsBroken = true;
                _isOver = true;
                field = _rest[1..];
                return;
            }

            end += quote;
            if (end + 1 >= _rest.Length || _rest[end + 1] != (byte)'"')
            {
                break;
            }

            end += 2;
        }

        field = _rest[1..end];
        _rest = _rest[(end + 1)..];
        if (_rest.IsEmpty)
        {
            _isOver = true;
        }
        else if (_rest[0] == (byte)',')
        {
            _rest = _rest[1..];
        }
        else
        {
            IsBroken = true;
            _isOver = true;
        }
    }
}
