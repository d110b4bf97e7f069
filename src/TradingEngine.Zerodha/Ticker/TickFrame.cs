using System.Buffers.Binary;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Walks through the packets of a binary frame of Kite's ticker: a count, then each packet behind its length, all
/// big-endian. Never throws and allocates nothing, whatever the bytes are.
/// </summary>
/// <remarks>Source: kite.trade/docs/connect/v3/websocket, "Message structure".</remarks>
public ref struct TickFrame
{
    private const int PrefixBytes = 2;

    private readonly int _declaredCount;
    private ReadOnlySpan<byte> _rest;
    private int _passedCount;

    /// <summary>Looks at a frame.</summary>
    /// <param name="frame">The whole frame.</param>
    public TickFrame(ReadOnlySpan<byte> frame)
    {
        IsHeartbeat = frame.Length == 1;
        if (frame.Length < PrefixBytes)
        {
            Fault = frame.IsEmpty ? KiteFrameFault.Empty : KiteFrameFault.None;
            return;
        }

        _declaredCount = BinaryPrimitives.ReadInt16BigEndian(frame);
        _rest = frame[PrefixBytes..];
        Fault = _declaredCount < 0 ? KiteFrameFault.NegativeCount : KiteFrameFault.None;
    }

    /// <summary>True for a frame of one byte, which says that the connection lives.</summary>
    public bool IsHeartbeat { get; }

    /// <summary>What is wrong with the frame, as far as <see cref="TryRead"/> has come.</summary>
    public KiteFrameFault Fault { get; private set; }

    /// <summary>Packets that were read and are known.</summary>
    public int PacketCount { get; private set; }

    /// <summary>Packets of a length that is not known; they were skipped.</summary>
    public int UnknownPacketCount { get; private set; }

    /// <summary>Reads the next packet of a known length.</summary>
    /// <returns>False at the end of the frame and at a fault.</returns>
    public bool TryRead(out KiteTick tick)
    {
        while (Fault == KiteFrameFault.None && _passedCount < _declaredCount && TryCut(out var packet))
        {
            _passedCount++;
            var kind = KindOf(packet.Length);
            if (kind != KiteTickKind.None)
            {
                PacketCount++;
                tick = new KiteTick(kind, packet);
                return true;
            }

            UnknownPacketCount++;
        }

        if (Fault == KiteFrameFault.None && !_rest.IsEmpty)
        {
            Fault = KiteFrameFault.TrailingBytes;
        }

        tick = default;
        return false;
    }

    private static KiteTickKind KindOf(int length) => length switch
    {
        KiteTick.LtpBytes => KiteTickKind.Ltp,
        KiteTick.IndexQuoteBytes => KiteTickKind.IndexQuote,
        KiteTick.IndexFullBytes => KiteTickKind.IndexFull,
        KiteTick.QuoteBytes => KiteTickKind.Quote,
        KiteTick.FullBytes => KiteTickKind.Full,
        _ => KiteTickKind.None,
    };

    private bool TryCut(out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (_rest.Length < PrefixBytes)
        {
            Fault = KiteFrameFault.Truncated;
            return false;
        }

        var length = BinaryPrimitives.ReadInt16BigEndian(_rest);
        if (length < 0 || length > _rest.Length - PrefixBytes)
        {
            Fault = length < 0 ? KiteFrameFault.NegativeLength : KiteFrameFault.Truncated;
            return false;
        }

        packet = _rest.Slice(PrefixBytes, length);
        _rest = _rest[(PrefixBytes + length)..];
        return true;
    }
}
