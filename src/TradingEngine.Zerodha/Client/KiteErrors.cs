using System.Globalization;
using System.Text;

namespace TradingEngine.Zerodha.Client;

/// <summary>
/// The table of errors: what an answer means, by its HTTP status and its body together. The README shows the same table.
/// </summary>
/// <remarks>
/// Source: kite.trade/docs/connect/v3/exceptions, and reports in the forum about answers that are not in it. Where in doubt an
/// order may have been taken.
/// </remarks>
internal static class KiteErrors
{
    private const int TooManyRequests = 429;
    private const int ServerErrorMin = 500;
    private const int MessageLengthMax = 300;

    /// <summary>What an error answer means.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="errorType">The <c>error_type</c> of the body; null where the body is no error of Kite's.</param>
    /// <param name="message">The body's message.</param>
    public static KiteErrorKind KindOf(int status, string? errorType, string? message)
    {
        if (status == TooManyRequests)
        {
            return KiteErrorKind.RateLimited;
        }

        if (SaysTimedOut(message))
        {
            // "Order request timed out. Please check the order book…" comes with 400 and any type; such orders were seen.
            return KiteErrorKind.Unknown;
        }

        return errorType switch
        {
            "TokenException" => KiteErrorKind.NeedsLogin,
            "InputException" or "MarginException" or "HoldingException" or "UserException" or "PermissionException"
                when status < ServerErrorMin => KiteErrorKind.Rejected,
            "OrderException" when status is >= 400 and < ServerErrorMin => KiteErrorKind.Rejected,
            _ => KiteErrorKind.Unknown,
        };
    }

    /// <summary>A message for a person: the server's own text, short, on one line, without secrets.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="errorType">Kite's type, null for none.</param>
    /// <param name="text">What the server said, null for nothing that can be read.</param>
    /// <param name="secrets">What must not be told.</param>
    public static string Describe(int status, string? errorType, string? text, ReadOnlySpan<string?> secrets)
    {
        var what = string.IsNullOrWhiteSpace(text) ? "an answer that says nothing" : Clean(text, secrets);
        return errorType is null
            ? string.Create(CultureInfo.InvariantCulture, $"Kite answered HTTP {status}: {what}")
            : string.Create(CultureInfo.InvariantCulture, $"{what} ({Clean(errorType, secrets)}, HTTP {status})");
    }

    /// <summary>One line of at most 300 characters, without secrets and control characters.</summary>
    public static string Clean(string text, ReadOnlySpan<string?> secrets)
    {
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
            {
                text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
            }
        }

        var clean = new StringBuilder(Math.Min(text.Length, MessageLengthMax + 1));
        foreach (var character in text)
        {
            if (clean.Length == MessageLengthMax)
            {
                clean.Append('…');
                break;
            }

            var isBlank = char.IsControl(character) || char.IsWhiteSpace(character);
            if (!isBlank)
            {
                clean.Append(character);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim();
    }

    private static bool SaysTimedOut(string? message) => message is not null
        && (message.Contains("timed out", StringComparison.OrdinalIgnoreCase)
            || message.Contains("timeout", StringComparison.OrdinalIgnoreCase)
            || message.Contains("check the order book", StringComparison.OrdinalIgnoreCase));
}
