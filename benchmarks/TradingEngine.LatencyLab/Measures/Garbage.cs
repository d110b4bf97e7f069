namespace TradingEngine.LatencyLab.Measures;

/// <summary>Gets rid of garbage between measurements, so that no contender pays for another.</summary>
internal static class Garbage
{
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
