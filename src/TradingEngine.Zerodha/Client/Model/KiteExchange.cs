namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The exchanges.</summary>
public static class KiteExchange
{
    /// <summary>Shares at the NSE.</summary>
    public const string Nse = "NSE";

    /// <summary>Shares at the BSE.</summary>
    public const string Bse = "BSE";

    /// <summary>Derivatives at the NSE.</summary>
    public const string Nfo = "NFO";

    /// <summary>Derivatives at the BSE.</summary>
    public const string Bfo = "BFO";

    /// <summary>Currencies at the NSE.</summary>
    public const string Cds = "CDS";

    /// <summary>Currencies at the BSE.</summary>
    public const string Bcd = "BCD";

    /// <summary>Commodities.</summary>
    public const string Mcx = "MCX";
}
