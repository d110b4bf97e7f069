namespace TradingEngine.LocalKite;

/// <summary>An error answer of the API.</summary>
/// <param name="type">InputException, TokenException, …</param>
/// <param name="message">What the client reads.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class KiteError(string type, string message, int status) : Exception(message)
{
    public string Type => type;

    public int Status => status;

    public static KiteError Input(string message) => new("InputException", message, 400);

    public static KiteError Order(string message) => new("OrderException", message, 400);

    public static KiteError Token() => new("TokenException", "Incorrect `api_key` or `access_token`.", 403);

    public static KiteError TooMany() => new("NetworkException", "Too many requests", 429);
}
