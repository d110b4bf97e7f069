namespace TradingEngine.Ingress;

/// <summary>What a poll of a source found.</summary>
public enum SourceStatus
{
    /// <summary>Something was published; there may be more.</summary>
    Active,

    /// <summary>There was nothing; there may be something later.</summary>
    Idle,

    /// <summary>There will be nothing any more.</summary>
    Ended,
}
