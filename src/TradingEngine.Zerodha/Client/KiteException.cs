namespace TradingEngine.Zerodha.Client;

/// <summary>A call to Kite that failed. Its message holds no secret.</summary>
public sealed class KiteException : Exception
{
    /// <summary>A failure.</summary>
    /// <param name="kind">What it means for what was asked for.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="httpStatus">The HTTP status, null where there was no answer.</param>
    /// <param name="errorType">Kite's <c>error_type</c>, null where it sent none.</param>
    /// <param name="innerException">What caused it.</param>
    public KiteException(
        KiteErrorKind kind,
        string message,
        int? httpStatus = null,
        string? errorType = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        HttpStatus = httpStatus;
        ErrorType = errorType;
    }

    /// <summary>What it means for what was asked for.</summary>
    public KiteErrorKind Kind { get; }

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public int? HttpStatus { get; }

    /// <summary>Kite's <c>error_type</c>; null where it sent none.</summary>
    public string? ErrorType { get; }
}
