using System.Globalization;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>How Kite Connect is reached. Copied when a client is built.</summary>
public sealed class KiteClientOptions
{
    /// <summary>The key of the app. A secret. <value>There is no default.</value></summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// The secret of the app; only the login and postbacks need it. <value>The default is empty.</value>
    /// </summary>
    public string ApiSecret { get; set; } = "";

    /// <summary>
    /// Where the API is: https, or http on this machine. <value>The default is <c>https://api.kite.trade</c>.</value>
    /// </summary>
    public Uri Root { get; set; } = new("https://api.kite.trade");

    /// <summary>
    /// Stands before every route but <c>/instruments</c>: <c>/oms</c> in the sandbox. <value>The default is
    /// empty.</value>
    /// </summary>
    public string RoutePrefix { get; set; } = "";

    /// <summary>
    /// Where the ticker is: wss, or ws on this machine. <value>The default is <c>wss://ws.kite.trade</c>.</value>
    /// </summary>
    public Uri SocketRoot { get; set; } = new("wss://ws.kite.trade");

    /// <summary>
    /// Further parameters of the ticker's address, such as <c>user_id</c> in the sandbox. <value>The default is
    /// none.</value>
    /// </summary>
    public IDictionary<string, string> SocketQuery { get; private set; } = new Dictionary<string, string>();

    /// <summary>
    /// Where a person logs in. <value>The default is <c>https://kite.zerodha.com/connect/login</c>.</value>
    /// </summary>
    public Uri LoginPage { get; set; } = new("https://kite.zerodha.com/connect/login");

    /// <summary>
    /// How long one attempt may take, from the connection to the last byte, above zero to one hour. <value>The default
    /// is 7 seconds, as in the official clients.</value>
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// The same for the file of instruments, which has about 10 MB. <value>The default is one minute.</value>
    /// </summary>
    public TimeSpan InstrumentsTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a connection may take to open, above zero to one hour. <value>The default is 3 seconds.</value>
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a connection is used before another takes its place, so that changes of the address are seen; above
    /// zero. <value>The default is 10 minutes.</value>
    /// </summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often a read is tried again, 0 to 10. Writes never are. <value>The default is 3.</value>
    /// </summary>
    public int ReadRetryCount { get; set; } = 3;

    /// <summary>
    /// About how long the first of these waits, above zero to one minute; it doubles with each, with jitter. <value>The
    /// default is 200 milliseconds.</value>
    /// </summary>
    public TimeSpan ReadRetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Bytes of an answer at most, 1,024 to 1,073,741,824. <value>The default is 64 MB.</value>
    /// </summary>
    public int AnswerSizeMax { get; set; } = 64 << 20;

    /// <summary>
    /// Characters of an order's tag at most, 1 to 100; a longer one is refused here. <value>The default is 20.</value>
    /// </summary>
    public int TagLengthMax { get; set; } = 20;

    /// <summary>What the client calls itself. <value>The default is <c>TradingEngine/0.1</c>.</value></summary>
    public string UserAgent { get; set; } = "TradingEngine/0.1";

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        CheckToken(errors, nameof(ApiKey), ApiKey, isRequired: true);
        CheckToken(errors, nameof(ApiSecret), ApiSecret, isRequired: false);
        CheckAddress(errors, nameof(Root), Root, "https", "http");
        CheckAddress(errors, nameof(SocketRoot), SocketRoot, "wss", "ws");
        CheckAddress(errors, nameof(LoginPage), LoginPage, "https", "http");
        if (RoutePrefix is null || (RoutePrefix.Length > 0 && (RoutePrefix[0] != '/' || RoutePrefix[^1] == '/'))
            || RoutePrefix.AsSpan().IndexOfAny("?# ") >= 0)
        {
            errors.Add($"{nameof(RoutePrefix)} must be empty or begin, and not end, with a slash, as /oms does.");
        }

        CheckSpan(errors, nameof(Timeout), Timeout, TimeSpan.FromHours(1));
        CheckSpan(errors, nameof(InstrumentsTimeout), InstrumentsTimeout, TimeSpan.FromHours(1));
        CheckSpan(errors, nameof(ConnectTimeout), ConnectTimeout, TimeSpan.FromHours(1));
        CheckSpan(errors, nameof(ConnectionLifetime), ConnectionLifetime, TimeSpan.FromDays(1));
        CheckSpan(errors, nameof(ReadRetryDelay), ReadRetryDelay, TimeSpan.FromMinutes(1));
        CheckRange(errors, nameof(ReadRetryCount), ReadRetryCount, 0, 10);
        CheckRange(errors, nameof(AnswerSizeMax), AnswerSizeMax, 1_024, 1 << 30);
        CheckRange(errors, nameof(TagLengthMax), TagLengthMax, 1, 100);
        if (string.IsNullOrWhiteSpace(UserAgent) || !KiteText.IsPlain(UserAgent))
        {
            errors.Add($"{nameof(UserAgent)} must be text of ASCII without control characters.");
        }

        return errors;
    }

    /// <summary>Where it leads, without key and secret.</summary>
    public override string ToString() => $"Kite Connect at {Root}{RoutePrefix}";

    internal KiteClientOptions Copy()
    {
        var copy = (KiteClientOptions)MemberwiseClone();
        copy.SocketQuery = new Dictionary<string, string>(SocketQuery);
        return copy;
    }

    /// <summary>A copy that is known to be right.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message has all of it.</exception>
    internal KiteClientOptions CopyValid()
    {
        var errors = Validate();
        return errors.Count == 0 ? Copy() : throw new ArgumentException(string.Join(" ", errors));
    }

    private static void CheckToken(List<string> errors, string name, string? value, bool isRequired)
    {
        if (value is null || (isRequired && value.Length == 0) || !KiteText.IsToken(value))
        {
            errors.Add($"{name} must be {(isRequired ? "given" : "empty or given")}, of ASCII without spaces.");
        }
    }

    private static void CheckAddress(List<string> errors, string name, Uri? value, string secure, string plain)
    {
        if (value is null || !value.IsAbsoluteUri
            || (value.Scheme != secure && !(value.Scheme == plain && value.IsLoopback)))
        {
            errors.Add($"{name} must be an address with {secure}, or with {plain} on this machine.");
        }
        else if (value.Query.Length > 0 || value.Fragment.Length > 0 || value.UserInfo.Length > 0)
        {
            errors.Add($"{name} must have no query, fragment or user.");
        }
    }

    private static void CheckSpan(List<string> errors, string name, TimeSpan value, TimeSpan max)
    {
        if (value <= TimeSpan.Zero || value > max)
        {
            errors.Add($"{name} must be above zero and at most {max}, not {value}.");
        }
    }

    private static void CheckRange(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} must be {min} to {max}, not {value}."));
        }
    }
}
