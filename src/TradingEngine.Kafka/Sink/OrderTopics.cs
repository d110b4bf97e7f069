using TradingEngine.Model;

namespace TradingEngine.Kafka.Sink;

/// <summary>The topics of one trader's order events.</summary>
internal sealed class OrderTopics
{
    public OrderTopics(string trader)
    {
        Submitted = TopicNames.OrdersSubmitted(trader);
        Filled = TopicNames.OrdersFilled(trader);
        Failed = TopicNames.OrdersFailed(trader);
        Pnl = TopicNames.PnlSnapshots(trader);
    }

    public string Submitted { get; }

    public string Filled { get; }

    public string Failed { get; }

    public string Pnl { get; }

    /// <summary>Where an event of this type goes.</summary>
    public string Of(OrderEventType type) => type switch
    {
        OrderEventType.Filled or OrderEventType.PartiallyFilled => Filled,
        OrderEventType.Failed => Failed,
        _ => Submitted,
    };
}
