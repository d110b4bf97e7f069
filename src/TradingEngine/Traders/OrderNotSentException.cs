namespace TradingEngine.Traders;

/// <summary>
/// Thrown by a trader whose order certainly did not leave: no connection, no permission, no budget. The order fails.
/// </summary>
public sealed class OrderNotSentException : Exception
{
    /// <summary>Says why.</summary>
    public OrderNotSentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
