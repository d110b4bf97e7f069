using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingEngine.Sql.Reading;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Writing;

/// <summary>A set as the tables will give it back, and whether they can.</summary>
/// <remarks>
/// Whether it makes sense is the caller's affair. What could not be written, or not read again, is refused here, the same
/// in every database.
/// </remarks>
internal sealed class SetToWrite
{
    private const int IdLengthMax = 256;
    private const int TraderLengthMax = 100;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _errors = [];

    /// <summary>The set as it will be read.</summary>
    /// <exception cref="StrategySourceException">The tables cannot keep it.</exception>
    public static StrategySet Of(StrategySet set)
    {
        var writer = new SetToWrite();
        var result = writer.Take(set);
        return writer._errors.Count == 0 ? result : throw new StrategySourceException(writer._errors);
    }

    private StrategySet Take(StrategySet set)
    {
        if (set.Others is not null)
        {
            _errors.Add("The traders of strategies that are not listed (others) cannot be kept in a database.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var strategies = new List<StrategyConfiguration>(set.Strategies.Count);
        foreach (var strategy in set.Strategies)
        {
            var place = $"strategy '{strategy.Id}'";
            CheckName($"{place}, id", strategy.Id, IdLengthMax);
            if (!ids.Add(strategy.Id))
            {
                _errors.Add($"{place}: is there twice.");
            }

            strategies.Add(Take(strategy, place));
        }

        foreach (var trader in set.TraderSwitches.Keys)
        {
            CheckName($"trader '{trader}'", trader, TraderLengthMax);
        }

        return set with { Strategies = strategies };
    }

    private StrategyConfiguration Take(StrategyConfiguration strategy, string place)
    {
        CheckText($"{place}, strategy_type", strategy.Type);
        CheckJson($"{place}, instruments", strategy.Instruments);
        CheckJson($"{place}, parameters", strategy.Parameters);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var traders = new List<StrategyTrader>(strategy.Traders.Count);
        foreach (var trader in strategy.Traders)
        {
            var row = $"{place}, trader '{trader.Trader}'";
            CheckName(row, trader.Trader, TraderLengthMax);
            if (!names.Add(trader.Trader))
            {
                _errors.Add($"{row}: is there twice.");
            }

            traders.Add(Take(trader, row));
        }

        return strategy with { ZerodhaTradingEnabled = strategy.ZerodhaTradingEnabled ?? false, Traders = traders };
    }

    private StrategyTrader Take(StrategyTrader trader, string row)
    {
        if (!SharePercent.IsValid(trader.SharePercent))
        {
            _errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{row}, share_percent: must be {SharePercent.Expectation}, not {trader.SharePercent}."));
        }

        CheckJson($"{row}, terms", trader.Terms, isObject: true);
        return trader with { SharePercent = SharePercent.Trim(trader.SharePercent) };
    }

    private void CheckName(string place, string name, int lengthMax)
    {
        if (name.Length == 0 || name.Length > lengthMax)
        {
            _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: must have 1 to {lengthMax} characters."));
        }

        CheckText(place, name);
    }

    private bool CheckText(string place, string? text)
    {
        if (text is null || IsStorable(text))
        {
            return true;
        }

        _errors.Add($"{place}: has a character that cannot be stored, a NUL or half of a pair.");
        return false;
    }

    private void CheckJson(string place, string? json, bool isObject = false)
    {
        if (json is null || !CheckText(place, json))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (isObject && document.RootElement.ValueKind != JsonValueKind.Object)
            {
                _errors.Add($"{place}: must be a JSON object.");
            }
        }
        catch (JsonException exception)
        {
            _errors.Add($"{place}: is not valid JSON: {exception.Message}");
        }
    }

    private static bool IsStorable(string text)
    {
        try
        {
            Strict.GetByteCount(text);
            return !text.Contains('\0');
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
