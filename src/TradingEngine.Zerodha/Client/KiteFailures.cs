namespace TradingEngine.Zerodha.Client;

/// <summary>What it means when there is no answer.</summary>
internal static class KiteFailures
{
    /// <summary>The failure of a call.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="mayHaveLeft">Whether the request was given to the network.</param>
    /// <param name="secrets">What must not be told.</param>
    public static KiteException Of(Exception exception, bool mayHaveLeft, ReadOnlySpan<string?> secrets)
    {
        var kind = mayHaveLeft && !NeverConnected(exception) ? KiteErrorKind.Unknown : KiteErrorKind.NotSent;
        var message = exception switch
        {
            TimeoutException => exception.Message,
            OperationCanceledException when mayHaveLeft => "The call was given up before Kite had answered",
            OperationCanceledException => "The call was given up before it was sent",
            _ => $"Kite cannot be reached: {KiteErrors.Clean(exception.Message, secrets)}",
        };

        // The inner exception could name an address with a token in it.
        return new KiteException(kind, message);
    }

    /// <summary>True only where not one byte of the request can have left: there was no connection yet.</summary>
    private static bool NeverConnected(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };
}
