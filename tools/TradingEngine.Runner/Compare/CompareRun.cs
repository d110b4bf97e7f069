using Confluent.Kafka;
using TradingEngine.Hosting.Settings;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Runner.Configuration;

namespace TradingEngine.Runner.Compare;

/// <summary>Compares, and tells what came of it.</summary>
internal static class CompareRun
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status: failed where the gate is not passed, or where a side cannot be read.</returns>
    public static int Execute(CompareOptions options, SettingSources sources)
    {
        using var interrupt = new Interrupt();
        try
        {
            return ReadSettings(options, sources, out var kafka)
                ? Compare(options, kafka, interrupt.Token)
                : ExitStatus.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or InvalidDataException or KafkaException
                or TimeoutException)
        {
            Console.Error.WriteLine($"compare failed: {exception.Message}");
            return ExitStatus.Failed;
        }
    }

    /// <summary>Reads the settings of Kafka where a side needs them, and no others.</summary>
    private static bool ReadSettings(CompareOptions options, SettingSources sources, out KafkaOptions kafka)
    {
        kafka = new KafkaOptions();
        if (!TraceSources.NeedsKafka(options.Left) && !TraceSources.NeedsKafka(options.Right))
        {
            return true;
        }

        SettingReader reader;
        try
        {
            reader = new SettingReader(sources.Build());
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return false;
        }

        KafkaSettings.Read(reader, kafka);
        foreach (var error in reader.Report.Errors)
        {
            Console.Error.WriteLine(error);
        }

        return reader.Report.Errors.Count == 0;
    }

    private static int Compare(CompareOptions options, KafkaOptions kafka, CancellationToken cancellationToken)
    {
        var comparison = Comparer.Compare(options.Left, options.Right, kafka, options.Filter, cancellationToken);
        CompareWarnings.Write(Console.Error, comparison.Left);
        CompareWarnings.Write(Console.Error, comparison.Right);
        var verdict = options.Gate?.Judge(comparison, options.SignalsMin);
        if (options.IsJson)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
            CompareJson.Write(output, comparison, verdict);
        }
        else
        {
            CompareText.Write(Console.Out, comparison, verdict);
        }

        return verdict is { IsPassed: false } ? ExitStatus.Failed : ExitStatus.Done;
    }
}
