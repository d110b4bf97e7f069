namespace TradingEngine.LocalKite;

/// <summary>An instrument that the local exchange trades.</summary>
/// <param name="Token">Its number; the lowest byte is the segment (3 and 6 have their own price divisors).</param>
/// <param name="Symbol">The trading symbol.</param>
/// <param name="Exchange">NSE, BSE, NFO, …</param>
/// <param name="TickSize">The price step in rupees; 0 for an index.</param>
/// <param name="LotSize">The quantity step; 0 for an index.</param>
/// <param name="LastPrice">The price at the start, in rupees, which is also yesterday's close.</param>
/// <param name="Name">The long name; may be empty.</param>
/// <param name="Type">EQ, FUT, CE or PE.</param>
/// <param name="Segment">The segment; the exchange where null, INDICES for an index.</param>
/// <param name="Expiry">The last day of a derivative.</param>
/// <param name="Strike">The strike of an option, in rupees.</param>
/// <param name="FreezeQuantity">The largest quantity of one order; 0 = no limit.</param>
public sealed record LocalInstrument(
    long Token,
    string Symbol,
    string Exchange,
    decimal TickSize,
    int LotSize,
    decimal LastPrice,
    string Name = "",
    string Type = "EQ",
    string? Segment = null,
    DateOnly? Expiry = null,
    decimal Strike = 0,
    long FreezeQuantity = 0)
{
    /// <summary>Whether it is an index, which nobody can trade.</summary>
    public bool IsIndex => Segment == "INDICES";

    /// <summary>
    /// What a server has when its options say nothing else: NSE shares with the tokens 1001 to 1020, RELIANCE and
    /// INFY; the index NIFTY 50; a NIFTY future (lot 75) and a NIFTY option (lot 50), both frozen above 1,800.
    /// </summary>
    public static IReadOnlyList<LocalInstrument> Defaults { get; } = CreateDefaults();

    private static LocalInstrument[] CreateDefaults()
    {
        string[] symbols =
        [
            "SBIN", "TCS", "HDFCBANK", "ICICIBANK", "ITC", "LT", "AXISBANK", "KOTAKBANK", "BHARTIARTL", "HINDUNILVR",
            "MARUTI", "M&M", "BAJAJ-AUTO", "SUNPHARMA", "TITAN", "WIPRO", "ONGC", "NTPC", "POWERGRID", "COALINDIA",
        ];
        var expiry = new DateOnly(2030, 12, 31);
        return
        [
            .. symbols.Select((symbol, i) => new LocalInstrument(1001 + i, symbol, "NSE", 0.05m, 1, 100 * (i + 1))),
            new(738561, "RELIANCE", "NSE", 0.05m, 1, 1400, "RELIANCE INDUSTRIES"),
            new(408065, "INFY", "NSE", 0.05m, 1, 1500, "INFOSYS"),
            new(256265, "NIFTY 50", "NSE", 0, 0, 25000, "NIFTY 50", Segment: "INDICES"),
            new(8960002, "NIFTY30DECFUT", "NFO", 0.05m, 75, 25100, "NIFTY", "FUT", "NFO-FUT", expiry, 0, 1800),
            new(8960258, "NIFTY30DEC25000CE", "NFO", 0.05m, 50, 150, "NIFTY", "CE", "NFO-OPT", expiry, 25000, 1800),
        ];
    }
}
