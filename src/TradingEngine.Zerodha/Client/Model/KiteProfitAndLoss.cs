using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Profit, in rupees.</summary>
public sealed class KiteProfitAndLoss
{
    /// <summary>Of what is closed.</summary>
    [JsonInclude]
    public decimal Realised { get; internal set; }

    /// <summary>Of what is open.</summary>
    [JsonInclude]
    public decimal Unrealised { get; internal set; }
}
