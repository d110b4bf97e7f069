namespace TradingEngine.Hosting.Settings;

/// <summary>Which settings are never shown.</summary>
internal static class SecretKeys
{
    public const string Hidden = "***";

    /// <summary>Parts of names that say that a value is a secret, or may be; rather one too many hidden.</summary>
    private static readonly string[] Marks = ["password", "secret", "token", "key", "sasl.", "credential", "connectionstring"];

    public static bool Contains(string key)
    {
        foreach (var mark in Marks)
        {
            if (key.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value as a person may see it.</summary>
    public static string Show(string key, string value) => value.Length > 0 && Contains(key) ? Hidden : value;
}
