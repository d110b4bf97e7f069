using TradingEngine.LocalKite;

namespace TradingEngine.Zerodha.Tests;

/// <summary>Options for tests with a local Kite: without limits on both sides, and with secrets that are easy to find.</summary>
internal static class TestKite
{
    public const string ApiKey = "key-that-nobody-may-see";
    public const string ApiSecret = "secret-that-nobody-may-see";

    private const int NoLimit = 0;
    private const int Unlimited = 1_000;

    public static LocalKiteOptions ServerOptions(
        IReadOnlyList<LocalInstrument>? instruments = null, TimeProvider? clock = null, long depth = long.MaxValue) => new()
        {
            ApiKey = ApiKey,
            ApiSecret = ApiSecret,
            OrdersPerSecond = NoLimit,
            OrdersPerMinute = NoLimit,
            OrdersPerDay = NoLimit,
            ReadsPerSecond = NoLimit,
            MarketDepthQuantity = depth,
            TimeProvider = clock ?? TimeProvider.System,
            Instruments = instruments ?? LocalInstrument.Defaults,
        };

    public static ZerodhaOptions OptionsFor(
        LocalKiteServer server, string? token, Action<ZerodhaOptions>? configure = null)
    {
        var options = new ZerodhaOptions
        {
            AccessToken = token,
            OrdersPerSecondMax = Unlimited,
            OrdersPerMinuteMax = Unlimited,
            OrdersPerDayMax = Unlimited,
            ReadsPerSecondMax = Unlimited,
        };
        options.Client.ApiKey = ApiKey;
        options.Client.ApiSecret = ApiSecret;
        options.Client.Root = server.Root;
        options.Client.SocketRoot = server.SocketRoot;
        options.Client.ReadRetryCount = 0;

        // By the clock of the test, which moves while calls are under way.
        options.Client.Timeout = TimeSpan.FromMinutes(10);
        configure?.Invoke(options);
        return options;
    }
}
