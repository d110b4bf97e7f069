namespace TradingEngine.Kafka;

/// <summary>What happens at the start when topics are missing.</summary>
public enum MissingTopics
{
    /// <summary>The start fails and names them.</summary>
    Fail,

    /// <summary>They are created with the partition counts of the replaced system.</summary>
    Create,
}
