using System.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Replay;

/// <summary>Runs a recorded day through an engine and writes what came of it.</summary>
internal static class ReplayRun
{
    private const int RefusedLinesShownMax = 20;
    private const string EventFileName = "order-events.jsonl";
    private const string SummaryFileName = "summary.json";
    private const int LatencySamplesMax = 1 << 20;

    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(ReplayOptions options)
    {
        try
        {
            return ExecuteAsync(options).GetAwaiter().GetResult();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"replay failed: {exception.Message}");
            return ExitStatus.Failed;
        }
    }

    private static async Task<int> ExecuteAsync(ReplayOptions options)
    {
        var refused = new List<RefusedLine>();
        using var source = new RecordedDaySource(options.Folder, line => Remember(refused, line));
        using var file = OpenEventFile(options.OutFolder);
        long sinkFailures;
        var engine = Build(options, source, file);
        await using (engine.ConfigureAwait(false))
        {
            await engine.StartAsync().ConfigureAwait(false);
            var start = Stopwatch.GetTimestamp();
            engine.Run();
            engine.Drain(Timeout.InfiniteTimeSpan);
            var elapsed = Stopwatch.GetElapsedTime(start);
            await engine.StopAsync().ConfigureAwait(false);
            var summary = new ReplaySummary(options, engine, source, elapsed);
            if (options.OutFolder is not null)
            {
                summary.Write(Path.Combine(options.OutFolder, SummaryFileName));
            }

            summary.Show(Console.Out);
            sinkFailures = engine.GetStatus().SinkFailureCount;
        }

        return Report(source.RefusedLineCount, refused, sinkFailures);
    }

    private static Engine Build(ReplayOptions options, RecordedDaySource source, JsonLinesSink? file)
    {
        var builder = new EngineBuilder()
            .AddTrader("paper", new PaperTrader(options.Paper))
            .RouteOthers("paper")
            .UseCalendar(options.Calendar)
            .UseTimeProvider(source.Clock)
            .AddSource(source)
            .Configure(engine =>
            {
                engine.Topology = options.Topology;
                engine.TickOverflow = TickOverflow.Wait;
                engine.LatencyWindow = LatencySamplesMax;
            });
        return file is null ? builder.Build() : builder.AddSink(file).Build();
    }

    private static JsonLinesSink? OpenEventFile(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        return JsonLinesSink.CreateFile(Path.Combine(folder, EventFileName));
    }

    private static void Remember(List<RefusedLine> refused, RefusedLine line)
    {
        if (refused.Count < RefusedLinesShownMax)
        {
            refused.Add(line);
        }
    }

    private static int Report(long refusedCount, List<RefusedLine> refused, long sinkFailures)
    {
        foreach (var line in refused)
        {
            Console.Error.WriteLine(line);
        }

        if (refusedCount > 0)
        {
            var shown = refusedCount > refused.Count ? $", the first {refused.Count} are shown" : "";
            var lines = refusedCount == 1 ? "1 line was" : $"{refusedCount} lines were";
            Console.Error.WriteLine($"{lines} refused{shown}.");
        }

        if (sinkFailures > 0)
        {
            Console.Error.WriteLine($"Writing {EventFileName} failed {sinkFailures} times: the file is not complete.");
        }

        return refusedCount > 0 || sinkFailures > 0 ? ExitStatus.Failed : ExitStatus.Done;
    }
}
