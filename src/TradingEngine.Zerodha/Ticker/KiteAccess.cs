namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// The key and the token that sockets use, shared by all of them: a token that one of them saw refused is dead for all.
/// The one place that makes the address with the secrets in it, and that takes them out of other texts.
/// </summary>
internal sealed class KiteAccess
{
    private const string Redacted = "***";
    private const int TextLengthMax = 300;

    private readonly object _gate = new();
    private readonly Uri _root;
    private readonly string _apiKey;
    private readonly string _extraQuery;
    private readonly Func<string?> _accessToken;
    private string? _lastToken;
    private string? _deadToken;
    private bool _isMissingTold;

    public KiteAccess(KiteTickerOptions options, Func<string?> accessToken)
    {
        _root = options.SocketRoot;
        _apiKey = options.ApiKey;
        _extraQuery = options.SocketQuery.TrimStart('?', '&');
        _accessToken = accessToken;
    }

    /// <summary>The server, which is no secret.</summary>
    public string Server => _root.Authority;

    /// <summary>The token to connect with; null where there is none or it was refused.</summary>
    public string? FindToken()
    {
        string? token;
        try
        {
            token = _accessToken();
        }
        catch (Exception)
        {
            // The owner of the session has its own log; a message of it could hold the token.
            return null;
        }

        lock (_gate)
        {
            if (string.IsNullOrEmpty(token) || token == _deadToken)
            {
                return null;
            }

            _lastToken = token;
            _isMissingTold = false;
            return token;
        }
    }

    /// <summary>Says that the server refused a token.</summary>
    public void Refuse(string token)
    {
        lock (_gate)
        {
            _deadToken = token;
        }
    }

    /// <summary>Why there is no token to connect with.</summary>
    /// <returns>True for the first to ask, until there is a token again: one of several sockets tells of it.</returns>
    public bool ShouldTellMissing(out string reason)
    {
        lock (_gate)
        {
            reason = _deadToken is null
                ? "there is none. Log in to Kite."
                : "the server refused the last one (403). Log in to Kite again.";
            var isFirst = !_isMissingTold;
            _isMissingTold = true;
            return isFirst;
        }
    }

    /// <summary>The address with the key and the token: a secret.</summary>
    public Uri MakeAddress(string token)
    {
        var secrets = $"api_key={Uri.EscapeDataString(_apiKey)}&access_token={Uri.EscapeDataString(token)}";
        var query = _root.Query.TrimStart('?');
        query = query.Length > 0 ? $"{query}&{secrets}" : secrets;
        return new UriBuilder(_root) { Query = _extraQuery.Length > 0 ? $"{query}&{_extraQuery}" : query }.Uri;
    }

    /// <summary>
    /// A text of others, made safe for a log: one line, of bounded length, without the key and the token.
    /// </summary>
    public string Redact(string text)
    {
        string? lastToken;
        string? deadToken;
        lock (_gate)
        {
            lastToken = _lastToken;
            deadToken = _deadToken;
        }

        var safe = Hide(Hide(Hide(text, _apiKey), lastToken), deadToken).ReplaceLineEndings(" ");
        return safe.Length > TextLengthMax ? string.Concat(safe.AsSpan(0, TextLengthMax), "…") : safe;
    }

    /// <summary>What an exception says at its root, made safe for a log.</summary>
    public string Describe(Exception exception)
    {
        var root = exception.GetBaseException();
        return Redact($"{root.GetType().Name}: {root.Message}");
    }

    private static string Hide(string text, string? secret) => string.IsNullOrEmpty(secret)
        ? text
        : text.Replace(secret, Redacted, StringComparison.OrdinalIgnoreCase)
            .Replace(Uri.EscapeDataString(secret), Redacted, StringComparison.OrdinalIgnoreCase);
}
