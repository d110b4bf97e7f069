using System.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress.Recorded;
using TradingEngine.LatencyLab.Report;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>A recorded day through the whole engine, and the reading of its file.</summary>
internal sealed class RecordedDayMeasure : IMeasure
{
    private const int WarmUpCount = 15;
    private const int PlaysPerRound = 3;
    private const int ReadsPerRound = 1;
    private const string FolderName = "us-2013-10-07";
    private const string MainName = "Fused, ticks one by one";

    private static readonly DaySpec[] Specs =
    [
        new(MainName, Topology.Fused, IsBatched: false),
        new("Fused, ticks in spans", Topology.Fused, IsBatched: true),
        new("Inline, ticks one by one", Topology.Inline, IsBatched: false),
        new("Inline, ticks in spans", Topology.Inline, IsBatched: true),
    ];

    public string Name => "day";

    public Section Run(LabOptions options)
    {
        var folder = FindFolder();
        return folder is null ? Skip() : Run(options, folder);
    }

    private static Section Skip() => new("day", "Recorded day")
    {
        Text = $"Skipped: there is no ../shared/data/{FolderName} beside the repository.",
    };

    private static Section Run(LabOptions options, string folder)
    {
        var day = RecordedDay.Read(folder);
        for (var i = 0; i < WarmUpCount; i++)
        {
            Array.ForEach(Specs, spec => Play(spec, day));
        }

        var played = Rounds.Alternate(options.Rounds * PlaysPerRound, Specs, spec => Play(spec, day));
        Read(folder);
        var read = Rounds.Alternate(options.Rounds * ReadsPerRound, [folder], Read)[0];
        var table = new Table("what", "M events/s", "min", "max");
        for (var i = 0; i < Specs.Length; i++)
        {
            table.Add(Specs[i].Name, played[i].Median / 1e6, played[i].Min / 1e6, played[i].Max / 1e6);
        }

        table.Add("reading and parsing ticks.csv.gz", read.Median / 1e6, read.Min / 1e6, read.Max / 1e6);
        var section = new Section("day", "Recorded day")
        {
            Text = $"{FolderName}: {day.Ticks.Length:#,0} ticks and {day.Signals.Length:#,0} signals in memory, " +
                "each of which the paper trader fills, with positions and a sink in memory; a new engine for each " +
                "play. From the first event until everything is drained. Below it, ticks read from the file.",
            Tables = { table },
        };
        section.Targets.Add(Target.AtLeast($"recorded day, {MainName}", played[0].Median / 1e6, 10, "M events/s"));
        section.Targets.Add(Target.AtLeast("reading and parsing ticks", read.Median / 1e6, 1.5, "M ticks/s"));
        return section;
    }

    private static string? FindFolder()
    {
        var repository = MachineInfo.FindRepository();
        var folder = repository is null ? null : Path.Combine(repository, "..", "shared", "data", FolderName);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <returns>Events a second.</returns>
    private static double Play(DaySpec spec, RecordedDay day)
    {
        var sink = new InMemorySink();
        var clock = new ReplayTimeProvider();
        var engine = SampleEngine.Start(spec.Topology, sink, timeProvider: clock);
        Garbage.Collect();
        var start = Stopwatch.GetTimestamp();
        Publish(spec, day, engine, clock);
        engine.Drain(TimeSpan.FromMinutes(1));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var status = engine.GetStatus();
        SampleEngine.Stop(engine);
        if (status.TickCount != day.Ticks.Length || sink.Count != day.Signals.Length)
        {
            throw new InvalidOperationException(
                $"{status.TickCount} ticks and {sink.Count} order events are not the day's.");
        }

        return (day.Ticks.Length + day.Signals.Length) / seconds;
    }

    private static void Publish(DaySpec spec, RecordedDay day, Engine engine, ReplayTimeProvider clock)
    {
        var from = 0;
        for (var i = 0; i <= day.Signals.Length; i++)
        {
            var to = i < day.Signals.Length ? day.TicksBefore[i] : day.Ticks.Length;
            if (spec.IsBatched)
            {
                engine.Ingress.Publish(day.Ticks.AsSpan(from, to - from));
            }
            else
            {
                PublishOneByOne(day, from, to, engine, clock);
            }

            from = to;
            if (i < day.Signals.Length)
            {
                clock.Set(day.Signals[i].Timestamp);
                engine.Publish(day.Signals[i]);
            }
        }
    }

    private static void PublishOneByOne(RecordedDay day, int from, int to, Engine engine, ReplayTimeProvider clock)
    {
        for (var i = from; i < to; i++)
        {
            ref var tick = ref day.Ticks[i];
            clock.Set(tick.Timestamp);
            engine.Publish(tick);
        }
    }

    /// <returns>Ticks a second.</returns>
    private static double Read(string folder)
    {
        Garbage.Collect();
        var start = Stopwatch.GetTimestamp();
        var ticks = RecordedDay.ReadTicks(folder);
        return ticks.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
