namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Puts a frame together that comes in several reads, up to a limit. Its memory is used again and grows.
/// </summary>
internal sealed class FrameAssembler
{
    private const int BytesFirst = 16_384;

    private readonly int _bytesMax;
    private byte[] _bytes;
    private int _length;

    public FrameAssembler(int bytesMax)
    {
        _bytesMax = bytesMax;
        _bytes = new byte[int.Min(BytesFirst, bytesMax + 1)];
    }

    /// <summary>True where the frame is longer than the limit: the rest of it is passed over.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What has come.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, _length);

    /// <summary>Where the next read goes, never empty.</summary>
    public Memory<byte> GetSpace()
    {
        if (_length > _bytesMax)
        {
            IsTooLong = true;
            _length = 0;
        }

        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, int.Min(2 * _bytes.Length, _bytesMax + 1));
        }

        return _bytes.AsMemory(_length);
    }

    /// <summary>Adds what was read.</summary>
    public void Add(int count)
    {
        _length += count;
        IsTooLong |= _length > _bytesMax;
    }

    /// <summary>Begins the next frame.</summary>
    public void Clear()
    {
        _length = 0;
        IsTooLong = false;
    }
}
