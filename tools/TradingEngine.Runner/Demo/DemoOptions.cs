namespace TradingEngine.Runner.Demo;

/// <summary>What day to generate and how to run it.</summary>
/// <param name="Seed">The same seed gives the same day.</param>
/// <param name="TickCount">Ticks of the day.</param>
/// <param name="SignalCount">Signals of the day, those that will be rejected included.</param>
/// <param name="InstrumentCount">Instruments.</param>
/// <param name="StrategyCount">Strategies.</param>
/// <param name="Topology">On which threads the stages run.</param>
/// <param name="Seconds">How long the day takes; zero for as fast as it goes.</param>
/// <param name="IsInProcess">Whether the day goes to the engine without Kafka.</param>
internal sealed record class DemoOptions(
    int Seed = DemoOptions.DefaultSeed,
    int TickCount = DemoOptions.DefaultTickCount,
    int SignalCount = DemoOptions.DefaultSignalCount,
    int InstrumentCount = DemoOptions.DefaultInstrumentCount,
    int StrategyCount = DemoOptions.DefaultStrategyCount,
    Topology Topology = Topology.Fused,
    int Seconds = 0,
    bool IsInProcess = false)
{
    public const int DefaultSeed = 1;
    public const int DefaultTickCount = 1_000_000;
    public const int DefaultSignalCount = 2_500;
    public const int DefaultInstrumentCount = 20;
    public const int DefaultStrategyCount = 5;
    public const int DefaultSecondsOnTerminal = 10;
}
