using TradingEngine.Internals;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>Which ring this program was built with.</summary>
internal static class RingName
{
    /// <summary>The name for tables, such as <c>own ring</c> or <c>Disruptor 6.0.1</c>.</summary>
    public static string Current { get; } = Find();

    private static string Find()
    {
        var ring = typeof(ValueDisruptor<PipelineSlot>).Assembly;
        var name = ring.GetName();
        return ring == typeof(Engine).Assembly ? "own ring" : $"{name.Name} {name.Version?.ToString(3)}";
    }
}
