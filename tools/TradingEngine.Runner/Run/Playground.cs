using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Runner.Configuration;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.Run;

/// <summary>A broker with its topics and a market in this process, and the settings that suit them.</summary>
internal sealed class Playground : IDisposable
{
    private const string AgeLimitKey = "Engine:SignalAgeLimit";

    private const string JournalKey = "Journal:Directory";

    private readonly EmbeddedKafka _kafka;
    private readonly LiveMarket? _market;
    private readonly string _signalTopic;

    private Playground(EmbeddedKafka kafka, LiveMarket? market, string signalTopic, SettingSources sources)
    {
        _kafka = kafka;
        _market = market;
        _signalTopic = signalTopic;
        Sources = sources;
    }

    /// <summary>The settings, with the broker's address in them.</summary>
    public SettingSources Sources { get; }

    /// <summary>Starts the broker and prepares the market.</summary>
    /// <param name="settings">Settings without errors.</param>
    /// <param name="sources">Where they came from.</param>
    /// <param name="ticksPerSecond">Ticks of the market; zero for no market.</param>
    public static Playground Start(RunnerSettings settings, SettingSources sources, int ticksPerSecond)
    {
        var kafka = EmbeddedKafka.Start();
        kafka.CreateTopics(settings.Kafka, settings.TradersWithShadows);
        var market = ticksPerSecond == 0
            ? null
            : new LiveMarket(
                new MarketProducer(kafka.BootstrapServers, TopicNames.MarketTicks, TopicNames.SignalsValidated("paper")),
                ticksPerSecond);
        return new Playground(
            kafka,
            market,
            TopicNames.SignalsValidated(settings.Kafka.BrokerNamespace),
            sources with { Overrides = [.. Overrides(kafka, settings), .. sources.Overrides] });
    }

    /// <summary>Where the broker is.</summary>
    public string BootstrapServers => _kafka.BootstrapServers;

    /// <summary>The topics of ticks and of signals.</summary>
    public (string Ticks, string Signals) Topics => (TopicNames.MarketTicks, _signalTopic);

    /// <summary>Lets prices come, and says how to go on.</summary>
    public void Open(TextWriter output)
    {
        _market?.Start();
        output.WriteLine($"Bootstrap servers: {_kafka.BootstrapServers}");
        if (_market is not null)
        {
            output.WriteLine($"Prices walk at random for the instruments {LiveMarket.TokenText}.");
        }

        output.WriteLine($"Write a validated_signal to {_signalTopic}; its fill comes on paper.orders.filled.");
        output.Flush();
    }

    public void Dispose()
    {
        _market?.Dispose();
        _kafka.Dispose();
    }

    /// <summary>What suits a broker that is new and gone with the process. The command line wins over it.</summary>
    private static IEnumerable<string> Overrides(EmbeddedKafka kafka, RunnerSettings settings)
    {
        yield return $"Kafka:BootstrapServers={kafka.BootstrapServers}";
        yield return $"Kafka:Consumer:fetch.wait.max.ms={EmbeddedKafka.FetchWaitMaxMs}";
        if (settings.Configuration[AgeLimitKey] is null)
        {
            // There is no backlog of an outage: whatever is written is meant now.
            yield return $"{AgeLimitKey}=infinite";
        }

        if (settings.Configuration[JournalKey] is null)
        {
            // The next run begins with nothing, too: what this one did is not its past.
            yield return $"{JournalKey}=";
        }
    }
}
