using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Whose token it is.</summary>
public sealed record class KiteProfile
{
    /// <summary>The account, such as <c>AB1234</c>; null where Kite does not say.</summary>
    public string? UserId { get; init; }

    /// <summary>The kind of user.</summary>
    public string? UserType { get; init; }

    /// <summary>The name.</summary>
    public string? UserName { get; init; }

    /// <summary>The short name.</summary>
    [JsonPropertyName("user_shortname")]
    public string? UserShortName { get; init; }

    /// <summary>The address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>The broker.</summary>
    public string? Broker { get; init; }

    /// <summary>Where the account may trade.</summary>
    public IReadOnlyList<string>? Exchanges { get; init; }

    /// <summary>Its products.</summary>
    public IReadOnlyList<string>? Products { get; init; }

    /// <summary>Its types of orders.</summary>
    public IReadOnlyList<string>? OrderTypes { get; init; }
}
