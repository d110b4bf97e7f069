using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The user.</summary>
public sealed class KiteProfile
{
    /// <summary>Such as <c>AB1234</c>; null where the answer does not say.</summary>
    [JsonInclude]
    public string? UserId { get; internal set; }

    /// <summary>Such as <c>investor</c>.</summary>
    [JsonInclude]
    public string? UserType { get; internal set; }

    /// <summary>The address.</summary>
    [JsonInclude]
    public string? Email { get; internal set; }

    /// <summary>The name.</summary>
    [JsonInclude]
    public string? UserName { get; internal set; }

    /// <summary>The name in short.</summary>
    [JsonInclude]
    [JsonPropertyName("user_shortname")]
    public string? UserShortName { get; internal set; }

    /// <summary>Where the picture is.</summary>
    [JsonInclude]
    [JsonPropertyName("avatar_url")]
    public string? AvatarAddress { get; internal set; }

    /// <summary><c>ZERODHA</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Broker { get; internal set; } = "";

    /// <summary>Where the user may trade.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTextsConverter))]
    public IReadOnlyList<string> Exchanges { get; internal set; } = [];

    /// <summary>Which products.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTextsConverter))]
    public IReadOnlyList<string> Products { get; internal set; } = [];

    /// <summary>With which orders.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTextsConverter))]
    public IReadOnlyList<string> OrderTypes { get; internal set; } = [];

    /// <summary>Whose it is.</summary>
    public override string ToString() => $"{Broker} {UserId}";
}
