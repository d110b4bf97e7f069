namespace TradingEngine.Runner.Produce;

/// <summary>What to produce and how.</summary>
/// <param name="Folder">The recorded day.</param>
/// <param name="BootstrapServers">The brokers.</param>
/// <param name="TickTopic">Where ticks go.</param>
/// <param name="SignalTopic">Where signals go.</param>
/// <param name="Speed">How many times faster than it was; zero for as fast as it goes.</param>
internal sealed record class ProduceOptions(
    string Folder, string BootstrapServers, string TickTopic, string SignalTopic, decimal Speed);
