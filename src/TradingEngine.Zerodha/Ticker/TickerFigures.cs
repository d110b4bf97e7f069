namespace TradingEngine.Zerodha.Ticker;

/// <summary>Adds the figures of connections up.</summary>
internal sealed class TickerFigures
{
    public Dictionary<KiteFrameFault, long> BadFrames { get; } = [];

    public long FrameCount { get; set; }

    public long HeartbeatCount { get; set; }

    public long TextCount { get; set; }

    public long PacketCount { get; set; }

    public long UnknownPacketCount { get; set; }

    public long PricelessPacketCount { get; set; }

    public long LostTickCount { get; set; }

    public long OverflowFrameCount { get; set; }

    public long ReconnectCount { get; set; }

    public long TooLongCount { get; set; }

    public int ConnectedCount { get; set; }

    public int WaitingForTokenCount { get; set; }

    public void Add(KiteTickParser parser)
    {
        PacketCount += parser.PacketCount;
        UnknownPacketCount += parser.UnknownPacketCount;
        PricelessPacketCount += parser.PricelessCount;
        foreach (var fault in Enum.GetValues<KiteFrameFault>())
        {
            Add(fault, parser.CountOf(fault));
        }
    }

    public void Add(KiteFrameFault fault, long count)
    {
        if (fault != KiteFrameFault.None)
        {
            BadFrames[fault] = BadFrames.GetValueOrDefault(fault) + count;
        }
    }
}
