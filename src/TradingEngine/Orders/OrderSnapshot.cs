namespace TradingEngine.Orders;

/// <summary>An order that is not terminal, as it stood when a trader was asked about it.</summary>
public sealed record class OrderSnapshot
{
    /// <summary>The order. Its id is its tag at the broker.</summary>
    public required Order Order { get; init; }

    /// <summary>What is known of it.</summary>
    public required OrderState State { get; init; }

    /// <summary>The quantity that is known to be traded, zero or more.</summary>
    public required long FilledQuantity { get; init; }

    /// <summary>The broker's own id, where it gave one.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>
    /// The latest time at which it may have been sent, in UTC: when the trader answered or, after a crash, when the
    /// engine started again.
    /// </summary>
    public required DateTimeOffset SentAt { get; init; }
}
