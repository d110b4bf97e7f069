using System.Security.Cryptography;
using System.Text;
using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Request tokens, each good once, and access tokens, each good until the next morning.</summary>
internal sealed class Sessions(LocalKiteOptions options)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _requestTokens = [];
    private readonly Dictionary<string, DateTimeOffset> _accessTokens = [];

    public string CreateRequestToken()
    {
        lock (_lock)
        {
            var token = NewToken();
            _requestTokens.Add(token);
            return token;
        }
    }

    public string CreateAccessToken()
    {
        lock (_lock)
        {
            var token = NewToken();
            _accessTokens.Add(token, IndiaTime.NextMorning(options.TimeProvider));
            return token;
        }
    }

    /// <exception cref="KiteError">The key, the request token or the checksum is wrong.</exception>
    public string Exchange(FormFields fields)
    {
        var apiKey = fields.Required("api_key");
        var requestToken = fields.Required("request_token");
        var checksum = fields.Required("checksum");
        if (apiKey != options.ApiKey)
        {
            throw KiteError.Token();
        }

        if (checksum != Checksum(options.ApiKey + requestToken + options.ApiSecret))
        {
            throw new KiteError("TokenException", "Invalid `checksum`.", 403);
        }

        lock (_lock)
        {
            if (!_requestTokens.Remove(requestToken))
            {
                throw new KiteError("TokenException", "Token is invalid or has expired.", 403);
            }
        }

        return CreateAccessToken();
    }

    public bool IsValid(string? apiKey, string? accessToken)
    {
        lock (_lock)
        {
            return apiKey == options.ApiKey
                && accessToken is not null
                && _accessTokens.TryGetValue(accessToken, out var end)
                && IndiaTime.Now(options.TimeProvider) < end;
        }
    }

    /// <summary>Whether the header is <c>token key:token</c> with a living token.</summary>
    public bool IsAuthorized(string? header)
    {
        const string Scheme = "token ";
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IsValid(header[Scheme.Length..colon], header[(colon + 1)..]);
    }

    public void End(string accessToken)
    {
        lock (_lock)
        {
            _accessTokens.Remove(accessToken);
        }
    }

    public void EndAll()
    {
        lock (_lock)
        {
            _accessTokens.Clear();
        }
    }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
