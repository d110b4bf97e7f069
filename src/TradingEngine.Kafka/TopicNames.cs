namespace TradingEngine.Kafka;

/// <summary>The topics of the system that the engine works in.</summary>
public static class TopicNames
{
    /// <summary>The ticks of every instrument, by token.</summary>
    public const string MarketTicks = "market.ticks";

    /// <summary>Signals that risk management has validated for a broker.</summary>
    public static string SignalsValidated(string broker) => $"{broker}.signals.validated";

    /// <summary>Orders that a broker has, or that were cancelled.</summary>
    public static string OrdersSubmitted(string broker) => $"{broker}.orders.submitted";

    /// <summary>Fills.</summary>
    public static string OrdersFilled(string broker) => $"{broker}.orders.filled";

    /// <summary>Orders that failed.</summary>
    public static string OrdersFailed(string broker) => $"{broker}.orders.failed";

    /// <summary>Profit and loss by strategy.</summary>
    public static string PnlSnapshots(string broker) => $"{broker}.pnl.snapshots";

    /// <summary>What could not be read from a topic.</summary>
    public static string DeadLetters(string topic) => $"{topic}.dlq";
}
