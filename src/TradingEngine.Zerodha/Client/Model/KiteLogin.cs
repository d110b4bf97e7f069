using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What Kite answers to a login.</summary>
internal sealed class KiteLogin
{
    [JsonRequired]
    public string AccessToken { get; set; } = "";

    [JsonRequired]
    public string UserId { get; set; } = "";

    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? LoginTime { get; set; }
}
