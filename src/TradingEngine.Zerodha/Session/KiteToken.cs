using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Session;

/// <summary>An access token, which is as good as a password until it ends.</summary>
public sealed record KiteToken
{
    /// <summary>Keeps the token.</summary>
    /// <param name="accessToken">The secret.</param>
    /// <param name="userId">Whose it is, such as <c>AB1234</c>; empty where that is not known.</param>
    /// <param name="loginTime">When that user logged in.</param>
    /// <exception cref="ArgumentException">
    /// The token is empty, or one of both is not of ASCII without spaces.
    /// </exception>
    public KiteToken(string accessToken, string userId, DateTimeOffset loginTime)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessToken);
        ArgumentNullException.ThrowIfNull(userId);
        if (!KiteText.IsToken(accessToken))
        {
            throw new ArgumentException("An access token is of ASCII without spaces.", nameof(accessToken));
        }

        if (!KiteText.IsToken(userId))
        {
            throw new ArgumentException("A user's id is of ASCII without spaces.", nameof(userId));
        }

        AccessToken = accessToken;
        UserId = userId;
        LoginTime = loginTime;
    }

    /// <summary>The secret.</summary>
    public string AccessToken { get; }

    /// <summary>Whose it is; empty where that is not known.</summary>
    public string UserId { get; }

    /// <summary>When that user logged in.</summary>
    public DateTimeOffset LoginTime { get; }

    /// <summary>Whose it is and since when, without the token.</summary>
    public override string ToString() =>
        $"Token of {(UserId.Length == 0 ? "an unknown user" : UserId)}, login {IndiaTime.Write(LoginTime)}";
}
