namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What a request token is exchanged for.</summary>
internal sealed record class KiteLogin
{
    public required string AccessToken { get; init; }

    public required string UserId { get; init; }

    public DateTimeOffset? LoginTime { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"login of {UserId}";
}
