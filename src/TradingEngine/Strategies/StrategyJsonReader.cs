using System.Globalization;
using System.Text.Json;
using TradingEngine.Risk;

namespace TradingEngine.Strategies;

/// <summary>Reads strategies from JSON and collects what is wrong, each with its place and its field.</summary>
internal sealed class StrategyJsonReader
{
    public List<string> Errors { get; } = [];

    public void ThrowIfWrong()
    {
        if (Errors.Count > 0)
        {
            throw new StrategySourceException(Errors);
        }
    }

    public StrategySet ReadSet(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Errors.Add("The strategies must be one JSON object with the field 'strategies'.");
            return new StrategySet();
        }

        var strategies = new List<StrategyConfiguration>();
        var switches = new Dictionary<string, bool>(StringComparer.Ordinal);
        List<string>? others = null;
        foreach (var field in root.EnumerateObject())
        {
            switch (field.Name)
            {
                case "strategies" when field.Value.ValueKind == JsonValueKind.Array:
                    ReadStrategies(field.Value, strategies);
                    break;
                case "traders" when field.Value.ValueKind == JsonValueKind.Object:
                    ReadSwitches(field.Value, switches);
                    break;
                case "others" when field.Value.ValueKind == JsonValueKind.Array:
                    others = ReadOthers(field.Value);
                    break;
                default:
                    Errors.Add($"The field '{field.Name}' is not known, or of another type; there are strategies (an array), " +
                        "traders (an object), others (an array).");
                    break;
            }
        }

        return new StrategySet { Strategies = strategies, TraderSwitches = switches, Others = others };
    }

    public RiskLimits? ReadLimits(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            Errors.Add($"{place}: must be an object of limits.");
            return null;
        }

        var limits = new RiskLimits();
        foreach (var field in element.EnumerateObject())
        {
            limits = ReadLimit(limits, field, $"{place}, limit {field.Name}");
        }

        return limits;
    }

    private RiskLimits ReadLimit(RiskLimits limits, JsonProperty field, string place) => field.Name switch
    {
        nameof(limits.OrderQuantityMax) => limits with { OrderQuantityMax = Whole(field.Value, place, long.MaxValue) },
        nameof(limits.OrderNotionalMax) => limits with { OrderNotionalMax = Number(field.Value, place) },
        nameof(limits.PositionQuantityMax) => limits with { PositionQuantityMax = Whole(field.Value, place, long.MaxValue) },
        nameof(limits.OpenOrdersMax) => limits with { OpenOrdersMax = (int?)Whole(field.Value, place, int.MaxValue) },
        nameof(limits.OrdersPerSecondMax) => limits with { OrdersPerSecondMax = (int?)Whole(field.Value, place, int.MaxValue) },
        nameof(limits.PriceCollarPercent) => limits with { PriceCollarPercent = Number(field.Value, place) },
        nameof(limits.PriceAgeMax) => limits with { PriceAgeMax = Time(field.Value, place) },
        nameof(limits.DailyLossMax) => limits with { DailyLossMax = Number(field.Value, place) },
        _ => Unknown(limits, place),
    };

    private RiskLimits Unknown(RiskLimits limits, string place)
    {
        Errors.Add($"{place}: there is no such limit.");
        return limits;
    }

    private void ReadStrategies(JsonElement array, List<StrategyConfiguration> strategies)
    {
        var number = 0;
        foreach (var element in array.EnumerateArray())
        {
            number++;
            var id = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id"u8, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
            if (string.IsNullOrEmpty(id))
            {
                Errors.Add($"strategy number {number}, field id: must be a text that is not empty.");
                continue;
            }

            strategies.Add(ReadStrategy(element, id));
        }
    }

    private StrategyConfiguration ReadStrategy(JsonElement element, string id)
    {
        var strategy = new StrategyConfiguration(id);
        foreach (var field in element.EnumerateObject())
        {
            var place = $"strategy '{id}', field {field.Name}";
            switch (field.Name)
            {
                case "id":
                    break;
                case "strategy_type":
                    strategy = strategy with { Type = Text(field.Value, place) };
                    break;
                case "instruments":
                    strategy = strategy with { Instruments = Raw(field.Value) };
                    break;
                case "parameters":
                    strategy = strategy with { Parameters = Raw(field.Value) };
                    break;
                case "is_active":
                    strategy = strategy with { IsActive = Flag(field.Value, place) ?? true };
                    break;
                case "is_suspended":
                    strategy = strategy with { IsSuspended = Flag(field.Value, place) ?? false };
                    break;
                case "zerodha_trading_enabled":
                    strategy = strategy with { ZerodhaTradingEnabled = Flag(field.Value, place) };
                    break;
                case "limits":
                    strategy = strategy with { Limits = ReadLimits(field.Value, place) };
                    break;
                case "traders":
                    strategy = strategy with { Traders = ReadTraders(field.Value, id, place) };
                    break;
                default:
                    Errors.Add($"{place}: is not known.");
                    break;
            }
        }

        return strategy;
    }

    private List<StrategyTrader> ReadTraders(JsonElement element, string id, string place)
    {
        var traders = new List<StrategyTrader>();
        if (element.ValueKind != JsonValueKind.Array)
        {
            Errors.Add($"{place}: must be an array.");
            return traders;
        }

        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                Errors.Add($"{place}: must hold objects with trader, mode, share_percent, terms.");
                continue;
            }

            traders.Add(ReadTrader(item, $"strategy '{id}', trader number {traders.Count + 1}"));
        }

        return traders;
    }

    private StrategyTrader ReadTrader(JsonElement element, string row)
    {
        var trader = new StrategyTrader("", TraderMode.Live);
        foreach (var field in element.EnumerateObject())
        {
            var place = $"{row}, field {field.Name}";
            switch (field.Name)
            {
                case "trader":
                    trader = trader with { Trader = Text(field.Value, place) ?? "" };
                    break;
                case "mode":
                    if (!TraderModeText.TryParse(Text(field.Value, place), out var mode))
                    {
                        Errors.Add($"{place}: must be {TraderModeText.Expectation}, not {field.Value.GetRawText()}.");
                    }

                    trader = trader with { Mode = mode };
                    break;
                case "share_percent":
                    trader = trader with { SharePercent = Number(field.Value, place) ?? StrategyTrader.PercentMax };
                    break;
                case "terms":
                    trader = trader with { Terms = Raw(field.Value) };
                    break;
                default:
                    Errors.Add($"{place}: is not known.");
                    break;
            }
        }

        if (trader.Trader.Length == 0)
        {
            Errors.Add($"{row}, field trader: must name a trader.");
        }

        return trader;
    }

    private void ReadSwitches(JsonElement element, Dictionary<string, bool> switches)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (Flag(field.Value, $"traders, field {field.Name}") is { } isEnabled)
            {
                switches[field.Name] = isEnabled;
            }
        }
    }

    private List<string> ReadOthers(JsonElement element)
    {
        var others = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            others.Add(Text(item, "others") ?? "");
        }

        return others;
    }

    /// <summary>The JSON of an element without white space, so that layout makes no difference.</summary>
    private static string? Raw(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : StrategyJson.Compact(element);

    private string? Text(JsonElement element, string place)
    {
        if (element.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            return element.GetString();
        }

        Errors.Add($"{place}: must be a text, not {element.GetRawText()}.");
        return null;
    }

    private bool? Flag(JsonElement element, string place)
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Errors.Add($"{place}: must be true or false, not {element.GetRawText()}.");
        return null;
    }

    private decimal? Number(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number))
        {
            return number;
        }

        Errors.Add($"{place}: must be a number, not {element.GetRawText()}.");
        return null;
    }

    private long? Whole(JsonElement element, string place, long max)
    {
        var number = Number(element, place);
        if (number is null || (decimal.IsInteger(number.Value) && Math.Abs(number.Value) <= max))
        {
            return (long?)number;
        }

        Errors.Add($"{place}: must be a whole number up to {max}, not {element.GetRawText()}.");
        return null;
    }

    private TimeSpan? Time(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.String
            && TimeSpan.TryParseExact(element.GetString(), "c", CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }

        Errors.Add($"{place}: must be a time such as \"00:00:05\", not {element.GetRawText()}.");
        return null;
    }
}
