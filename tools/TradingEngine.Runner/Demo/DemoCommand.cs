using System.CommandLine;

namespace TradingEngine.Runner.Demo;

/// <summary>The command <c>demo</c>, which also runs without arguments.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";

    private const string Description =
        "Runs a generated market day through an embedded Kafka broker and the engine and shows it live. Ctrl+C ends it " +
        "with exit status 130.";

    public static Command Create()
    {
        var seed = CommandOptions.Whole(
            "--seed", DemoOptions.DefaultSeed, 0, int.MaxValue, "The same seed gives the same day.");
        var ticks = CommandOptions.Whole("--ticks", DemoOptions.DefaultTickCount, 1_000, 100_000_000, "Ticks.");
        var signals = CommandOptions.Whole("--signals", DemoOptions.DefaultSignalCount, 0, 1_000_000, "Signals.");
        var instruments = CommandOptions.Whole(
            "--instruments", DemoOptions.DefaultInstrumentCount, 1, 1_000, "Instruments.");
        var strategies = CommandOptions.Whole(
            "--strategies", DemoOptions.DefaultStrategyCount, 1, 30, "Strategies.");
        var topology = CommandOptions.Topology();
        var seconds = CommandOptions.WholeOrNone(
            "--seconds", 0, 3_600, "How long the day takes, 0 for as fast as it goes; 10 on a terminal, else 0.");
        var inProcess = new Option<bool>("--in-process")
        {
            Description = "Without Kafka: the same seed then gives the same fills.",
        };
        var command = new Command(Name, Description)
        {
            seed, ticks, signals, instruments, strategies, topology, seconds, inProcess,
        };
        command.SetAction(parsed => DemoHost.Execute(
            new DemoOptions(
                parsed.GetRequiredValue(seed),
                parsed.GetRequiredValue(ticks),
                parsed.GetRequiredValue(signals),
                parsed.GetRequiredValue(instruments),
                parsed.GetRequiredValue(strategies),
                CommandOptions.TopologyOf(parsed.GetRequiredValue(topology)),
                IsInProcess: parsed.GetValue(inProcess)),
            parsed.GetValue(seconds)));
        return command;
    }
}
