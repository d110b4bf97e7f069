namespace TradingEngine.Ingress;

/// <summary>What happens to a tick that finds the ring full. Signals always wait and are never dropped.</summary>
public enum TickOverflow
{
    /// <summary>
    /// It is held beside the ring, one per instrument, and the newest wins: older prices are lost and counted as
    /// conflated. The publisher never waits for ticks. No signal overtakes a held tick.
    /// </summary>
    Conflate,

    /// <summary>The publisher waits, and no tick is lost. For replays.</summary>
    Wait,
}
