namespace TradingEngine.Runner.Run;

/// <summary>What the command line says beside the settings.</summary>
/// <param name="IsEmbedded">Whether a broker and a market run in the same process.</param>
/// <param name="TicksPerSecond">Ticks of that market.</param>
/// <param name="SimulationSeconds">With a simulated broker: how long its day takes; zero without one.</param>
/// <param name="IsKiteFeed">Whether prices come from Kite's ticker in place of Kafka.</param>
/// <param name="ProgressInterval">How often a line tells what was done; zero for never.</param>
internal sealed record class RunOptions(
    bool IsEmbedded, int TicksPerSecond, int SimulationSeconds, bool IsKiteFeed, TimeSpan ProgressInterval);
