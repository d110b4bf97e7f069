using System.Globalization;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Session;

/// <summary>A token as it stands in a file.</summary>
internal sealed class KiteTokenText
{
    public string? AccessToken { get; set; }

    public string? UserId { get; set; }

    public string? LoginTime { get; set; }

    public static KiteTokenText From(KiteToken token) => new()
    {
        AccessToken = token.AccessToken,
        UserId = token.UserId,
        LoginTime = token.LoginTime.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
    };

    /// <summary>The token, or what is wrong.</summary>
    public string? Read(out KiteToken? token)
    {
        token = null;
        if (string.IsNullOrEmpty(AccessToken) || !KiteText.IsToken(AccessToken))
        {
            return "It holds no access_token.";
        }

        if (UserId is not null && !KiteText.IsToken(UserId))
        {
            return "Its user_id is none.";
        }

        if (!TryReadTime(LoginTime ?? "", out var loginTime))
        {
            return "It holds no login_time such as 2026-08-03T08:45:00+05:30.";
        }

        token = new KiteToken(AccessToken, UserId ?? "", loginTime);
        return null;
    }

    private static bool TryReadTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out time)
        || IndiaTime.TryRead(text, out time);
}
