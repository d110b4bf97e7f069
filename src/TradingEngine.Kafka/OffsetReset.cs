namespace TradingEngine.Kafka;

/// <summary>Where a consumer group begins that has committed nothing yet.</summary>
public enum OffsetReset
{
    /// <summary>At the oldest signal that the broker still has.</summary>
    Earliest,

    /// <summary>Behind the newest signal.</summary>
    Latest,
}
