namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// What a source of Kite's ticks is doing: counters since its start and levels of this moment. Each figure is right by
/// itself; together they are those of nearly the same moment.
/// </summary>
public sealed record class KiteTickerStatus
{
    /// <summary>Connections that it keeps.</summary>
    public required int ConnectionCount { get; init; }

    /// <summary>Those of them that are there now.</summary>
    public required int ConnectedCount { get; init; }

    /// <summary>Whether all of them are there.</summary>
    public bool IsConnected => ConnectionCount > 0 && ConnectedCount == ConnectionCount;

    /// <summary>Whether it waits for an access token that the server takes: somebody has to log in.</summary>
    public required bool IsWaitingForToken { get; init; }

    /// <summary>How often a connection was made again.</summary>
    public required long ReconnectCount { get; init; }

    /// <summary>Instruments that it is subscribed to.</summary>
    public required int InstrumentCount { get; init; }

    /// <summary>Binary frames that came, without heartbeats and those that were too long.</summary>
    public required long FrameCount { get; init; }

    /// <summary>Heartbeats that came.</summary>
    public required long HeartbeatCount { get; init; }

    /// <summary>Frames with a fault, by what it is; every fault has an entry.</summary>
    public required IReadOnlyDictionary<KiteFrameFault, long> BadFrames { get; init; }

    /// <summary>Packets of a known length that were read.</summary>
    public required long PacketCount { get; init; }

    /// <summary>Packets of an unknown length, which were skipped.</summary>
    public required long UnknownPacketCount { get; init; }

    /// <summary>Packets without a price above zero: their instruments were not traded yet.</summary>
    public required long PricelessPacketCount { get; init; }

    /// <summary>Ticks that went into the engine.</summary>
    public required long TickCount { get; init; }

    /// <summary>Ticks that the engine refused.</summary>
    public required long RefusedTickCount { get; init; }

    /// <summary>
    /// Frames that found all buffers taken, so that only the newest tick of each instrument was kept.
    /// </summary>
    public required long OverflowFrameCount { get; init; }

    /// <summary>Ticks that were lost that way: a newer one of their instrument went into the engine.</summary>
    public required long LostTickCount { get; init; }

    /// <summary>The time of the newest tick, with India's offset; null before the first.</summary>
    public required DateTimeOffset? NewestTickTime { get; init; }

    /// <summary>Text frames that came.</summary>
    public required long TextCount { get; init; }

    /// <summary>Those of them that could not be read.</summary>
    public required long UnreadableTextCount { get; init; }

    /// <summary>Those of them that were about an order.</summary>
    public required long OrderUpdateCount { get; init; }
}
