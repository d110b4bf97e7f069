namespace TradingEngine.Zerodha.Session;

/// <summary>What a login gave: the right to trade until about 06:00 IST of the next day.</summary>
/// <param name="AccessToken">The secret.</param>
/// <param name="UserId">The account, such as <c>AB1234</c>; empty where it is not known.</param>
/// <param name="LoginTime">When it was made.</param>
public sealed record class KiteToken(string AccessToken, string UserId, DateTimeOffset LoginTime)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"token of {UserId} from {LoginTime:yyyy-MM-dd HH:mm}";
}
