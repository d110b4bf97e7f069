namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Turns frames into ticks and counts what it saw. Allocates nothing. Used by one thread at a time; any thread may read
/// the counters.
/// </summary>
internal sealed class KiteTickParser
{
    private static readonly int FaultCount = Enum.GetValues<KiteFrameFault>().Length;

    private readonly long[] _faults = new long[FaultCount];
    private long _packetCount;
    private long _unknownPacketCount;
    private long _pricelessCount;

    /// <summary>Packets of a known length.</summary>
    public long PacketCount => Volatile.Read(ref _packetCount);

    /// <summary>Packets of an unknown length, which were skipped.</summary>
    public long UnknownPacketCount => Volatile.Read(ref _unknownPacketCount);

    /// <summary>Packets without a price above zero, or without a token.</summary>
    public long PricelessCount => Volatile.Read(ref _pricelessCount);

    /// <summary>Frames with a fault.</summary>
    public long CountOf(KiteFrameFault fault) => Volatile.Read(ref _faults[(int)fault]);

    /// <summary>Reads a frame as far as it is good.</summary>
    /// <param name="bytes">The frame.</param>
    /// <param name="receivedAt">The time of ticks whose packets have none.</param>
    /// <param name="target">Where ticks go.</param>
    /// <param name="listener">Sees each packet, those without a price too; null for nobody.</param>
    public void Parse(ReadOnlySpan<byte> bytes, DateTimeOffset receivedAt, ITickTarget target, TickListener? listener)
    {
        var frame = new TickFrame(bytes);
        var priceless = 0;
        while (frame.TryRead(out var packet))
        {
            listener?.Tell(packet);
            if (packet.TryGetTick(receivedAt, out var tick))
            {
                target.Add(tick);
            }
            else
            {
                priceless++;
            }
        }

        Volatile.Write(ref _packetCount, _packetCount + frame.PacketCount);
        Volatile.Write(ref _unknownPacketCount, _unknownPacketCount + frame.UnknownPacketCount);
        Volatile.Write(ref _pricelessCount, _pricelessCount + priceless);
        if (frame.Fault != KiteFrameFault.None)
        {
            Count(frame.Fault);
        }
    }

    /// <summary>Counts a frame with a fault.</summary>
    public void Count(KiteFrameFault fault) =>
        Volatile.Write(ref _faults[(int)fault], _faults[(int)fault] + 1);
}
