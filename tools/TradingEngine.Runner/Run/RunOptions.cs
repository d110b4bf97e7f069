namespace TradingEngine.Runner.Run;

/// <summary>What the command line says beside the settings.</summary>
/// <param name="IsEmbedded">Whether a broker and a market run in the same process.</param>
/// <param name="TicksPerSecond">Ticks of that market.</param>
/// <param name="SimulationSeconds">With a simulated broker: how long its day takes; zero without one.</param>
/// <param name="Feed">Where prices come from.</param>
/// <param name="Day">With <see cref="PriceFeed.Replay"/>: the folder of the recorded day.</param>
/// <param name="Speed">With <see cref="PriceFeed.Replay"/>: how many times faster than it was; zero for at once.</param>
/// <param name="ProgressInterval">How often a line tells what was done; zero for never.</param>
internal sealed record class RunOptions(
    bool IsEmbedded,
    int TicksPerSecond,
    int SimulationSeconds,
    PriceFeed Feed,
    string? Day,
    decimal Speed,
    TimeSpan ProgressInterval);
