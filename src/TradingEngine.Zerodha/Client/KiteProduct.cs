namespace TradingEngine.Zerodha.Client;

/// <summary>Products.</summary>
public static class KiteProduct
{
    /// <summary>Intraday.</summary>
    public const string Mis = "MIS";

    /// <summary>Delivery.</summary>
    public const string Cnc = "CNC";

    /// <summary>Derivatives, held over night.</summary>
    public const string Nrml = "NRML";

    /// <summary>Margin trading facility.</summary>
    public const string Mtf = "MTF";

    /// <summary>Whether Kite knows it.</summary>
    public static bool IsKnown(string? product) => product is Mis or Cnc or Nrml or Mtf;
}
