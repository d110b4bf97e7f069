namespace TradingEngine.Zerodha.Client;

/// <summary>One call of the API before it becomes a request of HTTP.</summary>
internal sealed class KiteRequest
{
    /// <summary>GET, POST, PUT or DELETE.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query behind root and prefix.</summary>
    public required string Route { get; init; }

    /// <summary>What it is for.</summary>
    public KiteCall Call { get; init; }

    /// <summary>Whether it changes something at Kite: never sent twice.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether the sandbox wants its prefix before the route.</summary>
    public bool HasPrefix { get; init; } = true;

    /// <summary>Whether the access token goes with it.</summary>
    public bool HasToken { get; init; } = true;

    /// <summary>Whether the answer may come compressed and stays so.</summary>
    public bool IsFile { get; init; }

    /// <summary>The body, empty for none.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body's media type.</summary>
    public string BodyType { get; init; } = "application/x-www-form-urlencoded";

    /// <summary>What no exception may show, beyond key, secret and access token.</summary>
    public string?[] Secrets { get; init; } = [];

    /// <summary>A read without a body.</summary>
    public static KiteRequest Get(string route) => new() { Method = HttpMethod.Get, Route = route };
}
