using System.CommandLine;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab;

/// <summary>Measures the engine as a whole and its peers.</summary>
internal static class Program
{
    private static readonly IMeasure[] All =
    [
        new ThroughputMeasure(),
        new LatencyMeasure(),
        new SignalMeasure(),
        new RecordedDayMeasure(),
        new AllocationMeasure(),
        new JournalMeasure(),
        new KafkaFeedMeasure(),
        new KafkaSignalMeasure(),
        new ZerodhaMeasure(),
        new StrategiesMeasure(),
    ];

    private static int Main(string[] args)
    {
        var machine = MachineInfo.Read(MachineInfo.FindRepository());
        var rounds = new Option<int>("--rounds") { Description = "Rounds.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<int>("--seconds")
        {
            Description = "Seconds of a latency point.",
            DefaultValueFactory = _ => 5,
        };
        var events = new Option<int>("--events")
        {
            Description = "Events of a fast contender in a round of throughput.",
            DefaultValueFactory = _ => 50_000_000,
        };
        var only = new Option<string?>("--only") { Description = "The one section to measure." };
        only.AcceptOnlyFromAmong([.. All.Select(measure => measure.Name)]);
        var postgres = new Option<string?>("--postgres")
        {
            Description = "The connection string of an empty database of PostgreSQL, for the section strategies.",
        };
        var folder = new Option<string>("--out")
        {
            Description = "Where results are written.",
            DefaultValueFactory = _ => DefaultFolder(machine),
        };
        var root = new RootCommand("Measures throughput and latency of the engine and of other ways to do the same.")
        {
            rounds, seconds, events, only, postgres, folder,
        };
        root.Add(BrokerCommand.Make());
        root.SetAction(parsed => Run(machine, new LabOptions(
            Math.Max(1, parsed.GetValue(rounds)),
            Math.Max(1, parsed.GetValue(seconds)),
            Math.Max(1, parsed.GetValue(events)),
            parsed.GetValue(only),
            parsed.GetValue(postgres),
            parsed.GetValue(folder)!)));
        return root.Parse(args).Invoke();
    }

    private static string DefaultFolder(MachineInfo machine) =>
        Path.Combine(MachineInfo.FindRepository() ?? ".", "benchmarks", "results", machine.Slug);

    private static int Run(MachineInfo machine, LabOptions options)
    {
        var writer = new ReportWriter(machine, options);
        foreach (var measure in All)
        {
            if (options.Only is null || options.Only == measure.Name)
            {
                Console.Error.WriteLine($"{measure.Name}:");
                writer.Write(measure.Run(options));
            }
        }

        return 0;
    }
}
