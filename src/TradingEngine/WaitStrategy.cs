namespace TradingEngine;

/// <summary>What the pipeline's thread does while there is nothing to do.</summary>
public enum WaitStrategy
{
    /// <summary>Spins about a hundred times, then yields. Quick and fair.</summary>
    Yielding,

    /// <summary>Spins. The lowest latency, where every thread has a core for itself.</summary>
    BusySpin,

    /// <summary>Spins, yields, then sleeps a millisecond at a time. For machines that do other work.</summary>
    Sleeping,

    /// <summary>Is parked, and woken by the next event. No load while idle, some microseconds to wake up.</summary>
    Blocking,
}
