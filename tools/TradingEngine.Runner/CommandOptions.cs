using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TradingEngine.Runner;

/// <summary>Options whose wrong values are answered with one line that says what is allowed.</summary>
internal static class CommandOptions
{
    private const decimal SpeedMax = 1_000_000;
    private const string Unpaced = "max";

    private static readonly Dictionary<string, Topology> Topologies = new()
    {
        ["fused"] = TradingEngine.Topology.Fused,
        ["stages"] = TradingEngine.Topology.ThreadPerStage,
        ["inline"] = TradingEngine.Topology.Inline,
    };

    /// <summary>The option <c>--topology</c>; see <see cref="TopologyOf"/>.</summary>
    public static Option<string> Topology() =>
        Choice("--topology", "fused", [.. Topologies.Keys], "On which threads the stages run.");

    /// <summary>The topology of a value of <see cref="Topology"/>.</summary>
    public static Topology TopologyOf(string name) => Topologies[name];

    /// <summary>One of several words.</summary>
    public static Option<string> Choice(string name, string defaultValue, string[] allowed, string description)
    {
        var list = string.Join(", ", allowed);
        var option = new Option<string>(name)
        {
            Description = $"{description} One of {list}.",
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result =>
        {
            var value = result.Tokens.Count == 0 ? defaultValue : result.Tokens[0].Value;
            if (!allowed.Contains(value))
            {
                result.AddError($"{name} must be one of {list}, not '{value}'.");
            }
        });
        return option;
    }

    /// <summary>A decimal number from 0 to a maximum.</summary>
    public static Option<decimal> Percent(string name, decimal defaultValue, decimal max, string description)
    {
        var range = $"a number from 0 to {max}";
        return new Option<decimal>(name)
        {
            Description = $"{description} In percent, {range}.",
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => ParsePercent(result, name, max, range),
        };
    }

    /// <summary>A whole number of a range, with a default.</summary>
    public static Option<int> Whole(string name, int defaultValue, int min, int max, string description)
    {
        var range = RangeOf(min, max);
        return new Option<int>(name)
        {
            Description = $"{description} {char.ToUpperInvariant(range[0])}{range[1..]}.",
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => ParseWhole(result, name, min, max),
        };
    }

    /// <summary>A whole number of a range, null where it is not given.</summary>
    public static Option<int?> WholeOrNone(string name, int min, int max, string description)
    {
        var range = RangeOf(min, max);
        return new Option<int?>(name)
        {
            Description = $"{description} {char.ToUpperInvariant(range[0])}{range[1..]}.",
            CustomParser = result => ParseWhole(result, name, min, max),
        };
    }

    /// <summary>The sequence of a record, 1 where it is not given.</summary>
    public static Option<long> Sequence(string name, string description) => new(name)
    {
        Description = $"{description} A whole number from 1 on.",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = TextOf(result);
            var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
            if (!isNumber || value < 1)
            {
                result.AddError($"{name} must be a whole number from 1 on, not '{text}'.");
            }

            return value;
        },
    };

    /// <summary>The option <c>--speed</c>: a factor above zero, zero where it says <c>max</c>.</summary>
    public static Option<decimal> Speed(string description) => new("--speed")
    {
        Description = $"{description}, up to {SpeedMax}, or {Unpaced}.",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = TextOf(result);
            if (text == Unpaced)
            {
                return 0;
            }

            var isNumber = decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
            if (!isNumber || value <= 0 || value > SpeedMax)
            {
                result.AddError($"--speed must be a number above 0 up to {SpeedMax}, or {Unpaced}, not '{text}'.");
            }

            return value;
        },
    };

    private static string RangeOf(int min, int max) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");

    private static int ParseWhole(ArgumentResult result, string name, int min, int max)
    {
        var text = TextOf(result);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || value < min || value > max)
        {
            result.AddError($"{name} must be {RangeOf(min, max)}, not '{text}'.");
        }

        return value;
    }

    private static decimal ParsePercent(ArgumentResult result, string name, decimal max, string range)
    {
        var text = TextOf(result);
        var isNumber = decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || value > max)
        {
            result.AddError($"{name} must be {range}, not '{text}'.");
        }

        return value;
    }

    private static string TextOf(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
}
