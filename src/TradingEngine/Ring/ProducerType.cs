namespace TradingEngine.Ring;

/// <summary>How many threads publish to a ring.</summary>
internal enum ProducerType
{
    /// <summary>Exactly one thread.</summary>
    Single,

    /// <summary>Any number of threads.</summary>
    Multi,
}
