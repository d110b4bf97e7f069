using System.Globalization;
using TradingEngine.Journal;
using TradingEngine.Kafka;
using TradingEngine.Traders.Paper;

namespace TradingEngine.CrashHost;

/// <summary>Builds the engine. Every wait is short, because it is killed and started all the time.</summary>
internal static class HostBuilder
{
    /// <summary>The name of the live trader.</summary>
    public const string Remote = "remote";

    /// <summary>The name of the simulated one.</summary>
    public const string Paper = "paper";

    public static Engine Build(HostArguments arguments) => new EngineBuilder()
        .UseLogging(new ErrorLog())
        .Configure(Set)
        .UseJournal(arguments["journal"], journal => Set(journal, arguments))
        .AddTrader(Paper, new PaperTrader(new PaperTraderOptions { SlippagePercent = 0.05m, CommissionPercent = 0.1m }))
        .AddTrader(Remote, new RemoteTrader(int.Parse(arguments["broker-port"], CultureInfo.InvariantCulture)))
        .RouteOthers(Paper, Remote)
        .AddKafka(kafka => Set(kafka, arguments))
        .Build();

    private static void Set(EngineOptions options)
    {
        options.WaitStrategy = WaitStrategy.Blocking;
        options.SignalAgeLimit = Timeout.InfiniteTimeSpan;
        options.ReconcileInterval = TimeSpan.FromMilliseconds(100);
        options.InitializationTimeout = TimeSpan.FromSeconds(1);
    }

    private static void Set(JournalOptions options, HostArguments arguments)
    {
        options.SyncInterval = TimeSpan.FromMilliseconds(20);
        options.Retention = TimeSpan.Zero;
        options.SegmentBytes = int.Parse(arguments["segment-bytes"], CultureInfo.InvariantCulture);
        if (arguments.Find("when-unavailable") is { } outage)
        {
            options.WhenUnavailable = Enum.Parse<JournalOutage>(outage);
        }
    }

    private static void Set(KafkaOptions options, HostArguments arguments)
    {
        options.BootstrapServers = arguments["servers"];
        options.CommitInterval = TimeSpan.FromMilliseconds(20);
        options.PnlInterval = TimeSpan.Zero;
        options.Consumer["fetch.wait.max.ms"] = "1";
        options.Consumer["session.timeout.ms"] = arguments["session-timeout"];
        options.Consumer["heartbeat.interval.ms"] = "100";
    }
}
