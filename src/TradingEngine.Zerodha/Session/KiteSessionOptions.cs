using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Session;

/// <summary>When access tokens end, whose are taken, and where new ones appear.</summary>
public sealed class KiteSessionOptions
{
    /// <summary>When access tokens end, in India's time. <value>The default is 06:00.</value></summary>
    public TimeOnly TokenExpiry { get; set; } = new(6, 0);

    /// <summary>
    /// The only user whose access tokens are taken, such as <c>AB1234</c>; empty for any. <value>The default is
    /// empty.</value>
    /// </summary>
    public string UserId { get; set; } = "";

    /// <summary>
    /// The file where the login writes new tokens, empty for none. <value>The default is empty.</value>
    /// </summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (UserId is null || !KiteText.IsToken(UserId))
        {
            errors.Add($"{nameof(UserId)} must be empty or a user's id of ASCII without spaces.");
        }

        if (TokenFile is null || TokenFile.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add($"{nameof(TokenFile)} must be empty or a path.");
        }

        return errors;
    }

    internal KiteSessionOptions CopyValid()
    {
        var errors = Validate();
        return errors.Count == 0
            ? (KiteSessionOptions)MemberwiseClone()
            : throw new ArgumentException(string.Join(" ", errors));
    }
}
