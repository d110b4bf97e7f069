using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradingEngine.Risk;

namespace TradingEngine.Strategies;

/// <summary>Strategies as JSON: for export and import, the cached copy, and the audit.</summary>
/// <remarks>
/// The names are those of the columns. <c>instruments</c>, <c>parameters</c> and <c>terms</c> are JSON of their own; limits
/// have the names of <see cref="RiskLimits"/>, times as <c>hh:mm:ss</c>. What is at its default is left out. The same set
/// gives the same text.
/// </remarks>
public static class StrategyJson
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = OneLine with { Indented = true };

    /// <summary>The whole set, in lines.</summary>
    public static string Write(StrategySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Write(Indented, writer => WriteSet(writer, set));
    }

    /// <summary>One strategy, in one line.</summary>
    public static string Write(StrategyConfiguration strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return Write(OneLine, writer => WriteStrategy(writer, strategy));
    }

    /// <summary>Limits, in one line.</summary>
    public static string Write(RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Write(OneLine, writer => WriteLimits(writer, limits));
    }

    /// <summary>Reads what <see cref="Write(StrategySet)"/> wrote, or a person.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <exception cref="StrategySourceException">It is no such text; each error names the place and the field.</exception>
    public static StrategySet ReadSet(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = Parse(utf8Json);
        var reader = new StrategyJsonReader();
        var set = reader.ReadSet(document.RootElement);
        reader.ThrowIfWrong();
        return set;
    }

    /// <summary>Reads limits.</summary>
    /// <param name="json">The text.</param>
    /// <param name="place">Whose they are, for the errors, such as <c>strategy 'momentum-1', column limits</c>.</param>
    /// <param name="errors">Where errors are added.</param>
    /// <returns>The limits; null where they are wrong.</returns>
    public static RiskLimits? ReadLimits(string json, string place, IList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(errors);
        var reader = new StrategyJsonReader();
        RiskLimits? limits = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            limits = reader.ReadLimits(document.RootElement, place);
        }
        catch (JsonException exception)
        {
            reader.Errors.Add($"{place}: is not valid JSON: {exception.Message}");
        }

        foreach (var error in reader.Errors)
        {
            errors.Add(error);
        }

        return reader.Errors.Count == 0 ? limits : null;
    }

    /// <summary>An element in one line.</summary>
    internal static string Compact(JsonElement element) => Write(OneLine, element.WriteTo);

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            return JsonDocument.Parse(
                utf8Json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw new StrategySourceException([$"The strategies are not valid JSON: {exception.Message}"]);
        }
    }

    private static string Write(JsonWriterOptions options, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSet(Utf8JsonWriter writer, StrategySet set)
    {
        writer.WriteStartObject();
        if (set.TraderSwitches.Count > 0)
        {
            writer.WriteStartObject("traders"u8);
            foreach (var (trader, isEnabled) in new SortedDictionary<string, bool>(
                new Dictionary<string, bool>(set.TraderSwitches), StringComparer.Ordinal))
            {
                writer.WriteBoolean(trader, isEnabled);
            }

            writer.WriteEndObject();
        }

        if (set.Others is { } others)
        {
            writer.WriteStartArray("others"u8);
            foreach (var trader in others)
            {
                writer.WriteStringValue(trader);
            }

            writer.WriteEndArray();
        }

        writer.WriteStartArray("strategies"u8);
        foreach (var strategy in set.Strategies)
        {
            WriteStrategy(writer, strategy);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteStrategy(Utf8JsonWriter writer, StrategyConfiguration strategy)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, strategy.Id);
        if (strategy.Type is not null)
        {
            writer.WriteString("strategy_type"u8, strategy.Type);
        }

        WriteRaw(writer, "instruments"u8, strategy.Instruments);
        WriteRaw(writer, "parameters"u8, strategy.Parameters);
        writer.WriteBoolean("is_active"u8, strategy.IsActive);
        if (strategy.ZerodhaTradingEnabled is { } isEnabled)
        {
            writer.WriteBoolean("zerodha_trading_enabled"u8, isEnabled);
        }

        if (strategy.IsSuspended)
        {
            writer.WriteBoolean("is_suspended"u8, true);
        }

        if (strategy.Limits is { } limits)
        {
            writer.WritePropertyName("limits"u8);
            WriteLimits(writer, limits);
        }

        WriteTraders(writer, strategy.Traders);
        writer.WriteEndObject();
    }

    private static void WriteTraders(Utf8JsonWriter writer, IReadOnlyList<StrategyTrader> traders)
    {
        if (traders.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("traders"u8);
        foreach (var trader in traders)
        {
            writer.WriteStartObject();
            writer.WriteString("trader"u8, trader.Trader);
            writer.WriteString("mode"u8, TraderModeText.Of(trader.Mode));
            writer.WriteNumber("share_percent"u8, trader.SharePercent);
            WriteRaw(writer, "terms"u8, trader.Terms);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLimits(Utf8JsonWriter writer, RiskLimits limits)
    {
        writer.WriteStartObject();
        WriteNumber(writer, nameof(limits.OrderQuantityMax), limits.OrderQuantityMax);
        WriteNumber(writer, nameof(limits.OrderNotionalMax), limits.OrderNotionalMax);
        WriteNumber(writer, nameof(limits.PositionQuantityMax), limits.PositionQuantityMax);
        WriteNumber(writer, nameof(limits.OpenOrdersMax), limits.OpenOrdersMax);
        WriteNumber(writer, nameof(limits.OrdersPerSecondMax), limits.OrdersPerSecondMax);
        WriteNumber(writer, nameof(limits.PriceCollarPercent), limits.PriceCollarPercent);
        if (limits.PriceAgeMax is { } age)
        {
            writer.WriteString(nameof(limits.PriceAgeMax), age.ToString());
        }

        WriteNumber(writer, nameof(limits.DailyLossMax), limits.DailyLossMax);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>A text that is JSON goes in as it is; one that is not, as a text.</summary>
    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? json)
    {
        if (json is null)
        {
            return;
        }

        writer.WritePropertyName(name);
        try
        {
            using var document = JsonDocument.Parse(json);
            document.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(json);
        }
    }
}
