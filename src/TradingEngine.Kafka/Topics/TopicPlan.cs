using TradingEngine.Model;

namespace TradingEngine.Kafka.Topics;

/// <summary>The topics that the feed and the sink of some options and traders need.</summary>
internal sealed class TopicPlan
{
    private const int TickPartitions = 12;
    private const int SignalPartitions = 6;
    private const int OtherPartitions = 3;
    private static readonly TimeSpan TickRetention = TimeSpan.FromHours(1);
    private static readonly TimeSpan SignalRetention = TimeSpan.FromDays(1);
    private static readonly TimeSpan PaperRetention = TimeSpan.FromDays(7);
    private static readonly TimeSpan LiveRetention = TimeSpan.FromDays(30);

    private readonly KafkaOptions _options;

    /// <param name="options">The options.</param>
    /// <param name="traders">The registered traders.</param>
    /// <exception cref="InvalidOperationException">A broker is active that is no trader.</exception>
    public TopicPlan(KafkaOptions options, IReadOnlyList<string> traders)
    {
        _options = options;
        TickTopics = !options.HasTicks ? []
            : options.TickTopics.Count > 0 ? [.. options.TickTopics]
            : [TopicNames.MarketTicks];
        TraderOfTopic = FindSignalTopics(options, traders);
        AddFeed();
        foreach (var trader in traders)
        {
            AddSink(trader);
        }
    }

    /// <summary>Topics with ticks.</summary>
    public IReadOnlyList<string> TickTopics { get; }

    /// <summary>Topics with signals, each with the trader that it is bound to; null where the routes decide.</summary>
    public IReadOnlyDictionary<string, string?> TraderOfTopic { get; }

    /// <summary>What the feed needs.</summary>
    public List<TopicSpec> Feed { get; } = [];

    /// <summary>What the sink needs.</summary>
    public List<TopicSpec> Sink { get; } = [];

    private static Dictionary<string, string?> FindSignalTopics(KafkaOptions options, IReadOnlyList<string> traders)
    {
        var topics = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (options.SignalRouting == SignalRouting.ByRouter)
        {
            topics.Add(TopicNames.SignalsValidated(options.BrokerNamespace), null);
            return topics;
        }

        var known = new HashSet<string>(traders, StringComparer.Ordinal);
        IReadOnlyList<string> active = options.ActiveBrokers.Count > 0 ? [.. options.ActiveBrokers] : Originals(traders);
        foreach (var broker in active)
        {
            if (!known.Contains(broker))
            {
                throw new InvalidOperationException(
                    $"ActiveBrokers names '{broker}', which is no trader of this engine; there are " +
                    $"{string.Join(", ", traders)}.");
            }

            topics.Add(TopicNames.SignalsValidated(broker), broker);
        }

        return topics;
    }

    /// <summary>Nobody writes signals for a shadow: it gets those of its original.</summary>
    private static List<string> Originals(IReadOnlyList<string> traders)
    {
        var originals = new List<string>(traders);
        originals.RemoveAll(ShadowName.Is);
        return originals;
    }

    private void AddFeed()
    {
        foreach (var topic in TickTopics)
        {
            Feed.Add(new TopicSpec(topic, TickPartitions, TickRetention));
            Feed.Add(new TopicSpec(TopicNames.DeadLetters(topic), OtherPartitions, PaperRetention));
        }

        foreach (var topic in TraderOfTopic.Keys)
        {
            Feed.Add(new TopicSpec(topic, SignalPartitions, SignalRetention));
            Feed.Add(new TopicSpec(TopicNames.DeadLetters(topic), OtherPartitions, PaperRetention));
        }
    }

    private void AddSink(string trader)
    {
        var isShadow = ShadowName.Is(trader);
        var retention = trader == "paper" || isShadow ? PaperRetention : LiveRetention;
        Sink.Add(new TopicSpec(TopicNames.OrdersSubmitted(trader), OtherPartitions, retention));
        Sink.Add(new TopicSpec(TopicNames.OrdersFilled(trader), OtherPartitions, retention));
        Sink.Add(new TopicSpec(TopicNames.OrdersFailed(trader), OtherPartitions, retention));
        if (_options.PnlInterval > TimeSpan.Zero && !isShadow)
        {
            Sink.Add(new TopicSpec(TopicNames.PnlSnapshots(trader), OtherPartitions, retention));
        }
    }
}
