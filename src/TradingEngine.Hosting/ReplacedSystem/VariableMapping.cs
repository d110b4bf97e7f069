using System.Globalization;

namespace TradingEngine.Hosting.ReplacedSystem;

/// <summary>Which variable is which setting.</summary>
internal static class VariableMapping
{
    private const string PaperTradingPrefix = "PAPER_TRADING__";
    private const string ZerodhaEnabledKey = "Traders:Zerodha:Enabled";

    /// <summary>A later line wins over an earlier one for the same key.</summary>
    private static readonly (string Variable, string Key)[] Keys =
    [
        ("REDPANDA__BOOTSTRAP_SERVERS", "Kafka:BootstrapServers"),
        ("REDPANDA__CLIENT_ID", "Kafka:ClientId"),
        ("REDPANDA__GROUP_ID_PREFIX", "Kafka:GroupIdPrefix"),
        ("ACTIVE_BROKERS", "Kafka:ActiveBrokers"),
        ("PAPER_TRADING__SLIPPAGE_PERCENT", "PaperTrading:SlippagePercent"),
        ("PAPER_TRADING__COMMISSION_PERCENT", "PaperTrading:CommissionPercent"),
        ("DATABASE__POSTGRES_URL", "Strategies:PostgresConnectionString"),
        ("TRADING__PAPER__ENABLED", "Traders:Paper:Enabled"),
        ("ZERODHA__ENABLED", ZerodhaEnabledKey),
        ("TRADING__ZERODHA__ENABLED", ZerodhaEnabledKey),
    ];

    /// <summary>What only the replaced system's paper trader could do, with the value that asks for nothing.</summary>
    private static readonly Dictionary<string, string> IgnoredDefaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["STARTING_CASH"] = "1000000",
        ["LATENCY_MS_MEAN"] = "0",
        ["LATENCY_MS_STD"] = "0",
        ["PARTIAL_FILL_PROB"] = "0",
        ["MAX_PARTIALS"] = "3",
        ["MIN_QUANTITY"] = "1",
        ["MAX_QUANTITY"] = "",
        ["MIN_PRICE"] = "0",
        ["MAX_PRICE"] = "",
        ["ALLOWED_INSTRUMENTS"] = "",
        ["MAX_POSITION_NOTIONAL"] = "",
    };

    public static MappedVariables Map(IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in variables)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                given[name] = value.Trim();
            }
        }

        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (variable, key) in Keys)
        {
            if (given.TryGetValue(variable, out var value))
            {
                settings[key] = value;
            }
        }

        return new MappedVariables(settings, FindWarnings(given));
    }

    private static List<string> FindWarnings(Dictionary<string, string> given)
    {
        var warnings = new List<string>();
        foreach (var (name, value) in given)
        {
            if (name.StartsWith(PaperTradingPrefix, StringComparison.OrdinalIgnoreCase)
                && !IsMapped(name)
                && !IsDefault(name[PaperTradingPrefix.Length..], value))
            {
                warnings.Add($"{name.ToUpperInvariant()} is not supported and has no effect.");
            }
        }

        warnings.Sort(StringComparer.Ordinal);
        return warnings;
    }

    private static bool IsMapped(string variable)
    {
        foreach (var (name, _) in Keys)
        {
            if (name.Equals(variable, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The replaced system writes "nothing" as null or none, an empty list as brackets.</summary>
    private static bool IsDefault(string name, string value)
    {
        if (!IgnoredDefaults.TryGetValue(name, out var defaultValue))
        {
            return false;
        }

        return defaultValue.Length == 0
            ? value.ToUpperInvariant() is "NULL" or "NONE" or "[]"
            : decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number == decimal.Parse(defaultValue, CultureInfo.InvariantCulture);
    }
}
