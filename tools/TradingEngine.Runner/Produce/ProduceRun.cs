using System.Diagnostics;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Runner.Kafka;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Produce;

/// <summary>Plays a recorded day into topics: ticks as envelopes, signals as their lines are, byte by byte.</summary>
internal static class ProduceRun
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs to the end of the day or to Ctrl+C.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(ProduceOptions options)
    {
        try
        {
            using var interrupt = new Interrupt();
            using var day = new RecordedDayReader(options.Folder, line => Console.Error.WriteLine(line));
            using var producer = new MarketProducer(options.BootstrapServers, options.TickTopic, options.SignalTopic);
            using var progress = ProduceProgress.Start(DayLength.Read(options.Folder), producer);
            var start = Stopwatch.GetTimestamp();
            var isWhole = Send(options, day, producer, progress, interrupt.Token);
            var isDelivered = producer.Flush(FlushTimeout) && producer.FailedCount == 0;
            progress.Dispose();
            return Report(producer, day.RefusedLineCount, Stopwatch.GetElapsedTime(start), isWhole, isDelivered);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"produce failed: {exception.Message}");
            return ExitStatus.Failed;
        }
    }

    /// <returns>False where it was interrupted.</returns>
    private static bool Send(
        ProduceOptions options,
        RecordedDayReader day,
        MarketProducer producer,
        ProduceProgress progress,
        CancellationToken cancellationToken)
    {
        var pace = new ReplayPace(options.Speed);
        while (day.TryRead())
        {
            if (!pace.WaitFor(day.Time, cancellationToken))
            {
                return false;
            }

            progress.Time = day.Time;
            if (day.Signal is { } signal)
            {
                producer.Send(signal, day.SignalLine.ToArray());
            }
            else
            {
                producer.Send(day.Tick, day.Time);
            }
        }

        return true;
    }

    private static int Report(
        MarketProducer producer, long refusedCount, TimeSpan elapsed, bool isWhole, bool isDelivered)
    {
        Console.Out.WriteLine(
            $"{(isWhole ? "Produced" : "Interrupted after")} {Format.Count(producer.TickCount)} ticks and"
            + $" {Format.Count(producer.SignalCount)} signals in {Format.Seconds(elapsed)};"
            + $" {Format.Count(producer.AcknowledgedCount)} messages acknowledged.");
        if (!isDelivered)
        {
            Console.Error.WriteLine($"Not everything was delivered: {producer.Failure ?? "no broker answered"}.");
        }

        if (refusedCount > 0)
        {
            Console.Error.WriteLine($"{Format.Count(refusedCount)} lines were refused.");
        }

        return !isDelivered || refusedCount > 0 ? ExitStatus.Failed
            : isWhole ? ExitStatus.Done
            : ExitStatus.Interrupted;
    }
}
