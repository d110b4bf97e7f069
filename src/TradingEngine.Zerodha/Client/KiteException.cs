using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>The only exception of a call that failed, whatever came back.</summary>
/// <remarks>
/// It has no inner exception, because what other code writes into one may hold a secret.
/// </remarks>
public sealed class KiteException : Exception
{
    private const int ErrorTypeLengthMax = 64;

    /// <summary>Keeps what is known.</summary>
    /// <param name="kind">What that means.</param>
    /// <param name="message">Why, without secrets; cleaned of control characters and cut to 300 characters.</param>
    /// <param name="httpStatus">The status of the answer, null where there was none.</param>
    /// <param name="errorType">Kite's <c>error_type</c>, null where there was none.</param>
    public KiteException(KiteErrorKind kind, string message, int? httpStatus = null, string? errorType = null)
        : base(KiteText.Clean(message))
    {
        Kind = kind;
        HttpStatus = httpStatus;
        ErrorType = errorType is null ? null : KiteText.Clean(errorType, ErrorTypeLengthMax);
    }

    /// <summary>What is known.</summary>
    public KiteErrorKind Kind { get; }

    /// <summary>The status of the answer, null where there was none.</summary>
    public int? HttpStatus { get; }

    /// <summary>Kite's <c>error_type</c> as it came, null where there was none.</summary>
    public string? ErrorType { get; }
}
