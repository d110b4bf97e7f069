namespace TradingEngine.Runner.Demo;

/// <summary>Bytes that were allocated and garbage collections.</summary>
/// <param name="AllocatedBytes">By all threads.</param>
/// <param name="IngressBytes">By the thread that makes and publishes the day.</param>
/// <param name="ViewBytes">By the thread that shows the figures.</param>
/// <param name="Gen0Count">Collections of generation 0 and above.</param>
/// <param name="Gen1Count">Collections of generation 1 and above.</param>
/// <param name="Gen2Count">Collections of generation 2.</param>
internal readonly record struct MemoryUse(
    long AllocatedBytes, long IngressBytes, long ViewBytes, int Gen0Count, int Gen1Count, int Gen2Count)
{
    /// <summary>The counters now, to be stopped on the same thread.</summary>
    public static MemoryUse Start() => new(
        GC.GetTotalAllocatedBytes(precise: true),
        GC.GetAllocatedBytesForCurrentThread(),
        0,
        GC.CollectionCount(0),
        GC.CollectionCount(1),
        GC.CollectionCount(2));

    /// <summary>What was added since <see cref="Start"/>.</summary>
    /// <param name="viewBytes">What the thread of the view says of itself.</param>
    public MemoryUse Stop(long viewBytes)
    {
        var now = Start();
        return new MemoryUse(
            now.AllocatedBytes - AllocatedBytes,
            now.IngressBytes - IngressBytes,
            viewBytes,
            now.Gen0Count - Gen0Count,
            now.Gen1Count - Gen1Count,
            now.Gen2Count - Gen2Count);
    }
}
