namespace TradingEngine.Zerodha.Ticker;

/// <summary>A frame in memory that is used again and grows with the frames.</summary>
internal sealed class FrameBuffer
{
    private byte[] _bytes = new byte[4_096];
    private int _length;

    /// <summary>The frame.</summary>
    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, _length);

    /// <summary>When it was received, with India's offset.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Takes a copy of a frame. Allocates where it is longer than every frame before.</summary>
    public void Set(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (frame.Length > _bytes.Length)
        {
            _bytes = new byte[int.Max(frame.Length, 2 * _bytes.Length)];
        }

        frame.CopyTo(_bytes);
        _length = frame.Length;
        ReceivedAt = receivedAt;
    }
}
