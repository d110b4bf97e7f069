namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Takes what must not be read by others out of a text.</summary>
internal static class KiteSecrets
{
    /// <summary>Stands where a secret stood.</summary>
    public const string Mask = "***";

    /// <summary>The text without the secrets, in whatever case or escaping they stand there.</summary>
    public static string Hide(string? text, ReadOnlySpan<string?> secrets)
    {
        var hidden = text ?? "";
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret))
            {
                continue;
            }

            hidden = hidden.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)
                .Replace(Uri.EscapeDataString(secret), Mask, StringComparison.OrdinalIgnoreCase);
        }

        return hidden;
    }
}
