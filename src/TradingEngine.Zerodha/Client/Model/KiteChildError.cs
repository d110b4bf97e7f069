using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Why a slice was not placed.</summary>
public sealed class KiteChildError
{
    /// <summary>An HTTP status.</summary>
    [JsonInclude, JsonRequired]
    public int Code { get; internal set; }

    /// <summary>Kite's <c>error_type</c>.</summary>
    [JsonInclude, JsonRequired]
    public string ErrorType { get; internal set; } = "";

    /// <summary>The reason, for a person; cleaned of control characters and secrets.</summary>
    [JsonInclude]
    public string? Message { get; internal set; }

    /// <summary>What is known: <see cref="KiteErrorKind.Unknown"/> may have become an order.</summary>
    [JsonIgnore]
    public KiteErrorKind Kind => KiteErrorTable.Find(Code, ErrorType, Message);
}
