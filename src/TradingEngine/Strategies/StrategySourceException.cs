namespace TradingEngine.Strategies;

/// <summary>A source of strategies cannot be read or written, or what it says is wrong. Its message has no secret.</summary>
public sealed class StrategySourceException : Exception
{
    /// <summary>What it says is wrong: a person has to correct it.</summary>
    /// <param name="errors">One sentence an error, each with the row and the column.</param>
    public StrategySourceException(IReadOnlyList<string> errors)
        : base(string.Join(' ', errors))
    {
        Errors = errors;
    }

    /// <summary>It cannot be reached: it may work again by itself.</summary>
    /// <param name="message">A sentence without a secret.</param>
    /// <param name="innerException">The reason; null where the message has it all.</param>
    public StrategySourceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Errors = [message];
        IsUnavailable = true;
    }

    /// <summary>One sentence an error.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>
    /// What could be read all the same, without the strategies and switches that have a wrong row; null where that is
    /// nothing.
    /// </summary>
    public StrategySet? Readable { get; init; }

    /// <summary>Whether it could not be reached at all.</summary>
    public bool IsUnavailable { get; }
}
