using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Tax on goods and services, in rupees.</summary>
public sealed class KiteGst
{
    /// <summary>Between states.</summary>
    [JsonInclude]
    [JsonPropertyName("igst")]
    public decimal Integrated { get; internal set; }

    /// <summary>The union's.</summary>
    [JsonInclude]
    [JsonPropertyName("cgst")]
    public decimal Central { get; internal set; }

    /// <summary>The state's.</summary>
    [JsonInclude]
    [JsonPropertyName("sgst")]
    public decimal State { get; internal set; }

    /// <summary>The sum.</summary>
    [JsonInclude]
    public decimal Total { get; internal set; }
}
