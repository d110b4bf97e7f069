namespace TradingEngine.TestKit.Journal;

/// <summary>The bytes of a file, of which a part is on the disk and the rest in the page cache.</summary>
internal sealed class MemoryFile
{
    private byte[] _bytes = [];
    private int _durableLength;
    private bool _isLost;

    /// <summary>What the disk still has of a file that was cut, until the cut itself is synced.</summary>
    private byte[]? _beforeCut;

    public int Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var length = Length + bytes.Length;
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length = length;
    }

    public void Truncate(int length)
    {
        if (length < _durableLength)
        {
            _beforeCut ??= _bytes[.._durableLength];
            _durableLength = length;
        }

        Length = length;
    }

    public void Sync()
    {
        if (!_isLost)
        {
            _durableLength = Length;
            _beforeCut = null;
        }
    }

    /// <summary>After a failed sync the pages count as clean, so that a later one does not write them either.</summary>
    public void FailSync() => _isLost = true;

    public byte[] ToArray() => _bytes[..Length];

    /// <summary>What the disk has for sure.</summary>
    public byte[] ToDurableArray() => _beforeCut ?? _bytes[.._durableLength];

    /// <summary>
    /// The machine goes down: of what was not synced a prefix stays, and perhaps rubbish in place of the rest.
    /// </summary>
    public void Crash(Random random)
    {
        _isLost = false;
        if (_beforeCut is not null && random.Next(2) == 0)
        {
            (_bytes, Length) = (_beforeCut, _beforeCut.Length);
        }
        else
        {
            LoseUnsynced(random);
        }

        _beforeCut = null;
        _durableLength = Length;
    }

    private void LoseUnsynced(Random random)
    {
        var kept = random.Next(_durableLength, Length + 1);
        var torn = _bytes.AsSpan(kept..Length);
        switch (random.Next(3))
        {
            case 0:
                Length = kept;
                break;
            case 1:
                torn.Clear();
                break;
            default:
                random.NextBytes(torn);
                break;
        }
    }
}
