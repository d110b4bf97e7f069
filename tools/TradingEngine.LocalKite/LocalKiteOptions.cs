namespace TradingEngine.LocalKite;

/// <summary>How a <see cref="LocalKiteServer"/> behaves. Every limit is off when it is 0.</summary>
/// <remarks>A class, not a record: its ToString must not show the secret.</remarks>
public sealed class LocalKiteOptions
{
    /// <summary>The app's key.</summary>
    /// <value>The default is "local-key".</value>
    public string ApiKey { get; init; } = "local-key";

    /// <summary>The app's secret, for checksums.</summary>
    /// <value>The default is "local-secret".</value>
    public string ApiSecret { get; init; } = "local-secret";

    /// <summary>The account.</summary>
    /// <value>The default is "LK0001".</value>
    public string UserId { get; init; } = "LK0001";

    /// <summary>The clock of timestamps, limits, token expiry, delays and late orders.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    /// <value>The default is 0.</value>
    public int Port { get; init; }

    /// <summary>What stands before every route except /instruments: "" or, as in the sandbox, "/oms".</summary>
    /// <value>The default is "".</value>
    public string RoutePrefix { get; init; } = "";

    /// <summary>Place, modify and cancel calls in any second.</summary>
    /// <value>The default is 10.</value>
    public int OrdersPerSecond { get; init; } = 10;

    /// <summary>Place, modify and cancel calls in any minute.</summary>
    /// <value>The default is 400.</value>
    public int OrdersPerMinute { get; init; } = 400;

    /// <summary>Place, modify and cancel calls in a day of India.</summary>
    /// <value>The default is 5,000.</value>
    public int OrdersPerDay { get; init; } = 5000;

    /// <summary>All other calls in any second, the instruments left out.</summary>
    /// <value>The default is 10.</value>
    public int ReadsPerSecond { get; init; } = 10;

    /// <summary>How often one order can be modified.</summary>
    /// <value>The default is 25.</value>
    public int ModificationsPerOrder { get; init; } = 25;

    /// <summary>Sockets open at a time.</summary>
    /// <value>The default is 3.</value>
    public int SocketsPerKey { get; init; } = 3;

    /// <summary>Instruments subscribed on one socket.</summary>
    /// <value>The default is 3,000.</value>
    public int InstrumentsPerSocket { get; init; } = 3000;

    /// <summary>Whether a socket's address must also name the user, as in the sandbox.</summary>
    /// <value>The default is false.</value>
    public bool RequiresSocketUserId { get; init; }

    /// <summary>Whether orders come from a registered address; otherwise they are refused.</summary>
    /// <value>The default is true.</value>
    public bool IsIpRegistered { get; init; } = true;

    /// <summary>Whether MARKET and SL-M orders need market_protection.</summary>
    /// <value>The default is true.</value>
    public bool RequiresMarketProtection { get; init; } = true;

    /// <summary>Whether only LIMIT orders are taken, as in the sandbox.</summary>
    /// <value>The default is false.</value>
    public bool IsLimitOnly { get; init; }

    /// <summary>How far a limit price may be from the last price, in percent; beyond that it is rejected.</summary>
    /// <value>The default is 0: any price.</value>
    public decimal PriceBandPercent { get; init; }

    /// <summary>The percentage that market_protection −1 stands for.</summary>
    /// <value>The default is 3.</value>
    public decimal ProtectionPercent { get; init; } = 3;

    /// <summary>How much of a protected market order trades at one price before the rest stays open.</summary>
    /// <value>The default is unlimited.</value>
    public long MarketDepthQuantity { get; init; } = long.MaxValue;

    /// <summary>Whether the parent of sliced orders is itself the first slice; otherwise only an id.</summary>
    /// <value>The default is true.</value>
    public bool IsAutosliceParentAnOrder { get; init; } = true;

    /// <summary>The account's cash in rupees; buying for more is rejected.</summary>
    /// <value>The default is 100,000,000.</value>
    public decimal Cash { get; init; } = 100_000_000;

    /// <summary>Where ids, sizes of ticks and the prices of the walk begin.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>How many requests <see cref="LocalKiteServer.Requests"/> keeps, the newest.</summary>
    /// <value>The default is 20,000.</value>
    public int RequestsKept { get; init; } = 20_000;

    /// <summary>What is traded.</summary>
    /// <value>The default is <see cref="LocalInstrument.Defaults"/>.</value>
    public IReadOnlyList<LocalInstrument> Instruments { get; init; } = LocalInstrument.Defaults;
}
