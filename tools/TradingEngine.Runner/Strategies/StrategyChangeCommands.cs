using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using TradingEngine.Routing;
using TradingEngine.Runner.Configuration;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>The parts of the command <c>strategies</c> that change something.</summary>
internal static class StrategyChangeCommands
{
    private const string None = "none";
    private const int ByLengthMax = 100;

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> Create() =>
        [CreateAdd(), CreateEnable(), CreateDisable(), CreateSetShare(), CreateSetLimits(), CreateSwitch(), CreateImport()];

    /// <summary>The id of a strategy.</summary>
    public static Argument<string> IdArgument() => new("STRATEGY") { Description = "The id of the strategy." };

    /// <summary>A share in percent.</summary>
    public static decimal ParseShare(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            || !RoutingTableBuilder.IsShare(share))
        {
            result.AddError($"The share must be a number from 0 to 100 with up to two decimals, not '{text}'.");
        }

        return share;
    }

    /// <summary>Who does it.</summary>
    public static Option<string?> ByOption()
    {
        var by = new Option<string?>("--by")
        {
            Description = "Who does it, for the history; otherwise Strategies:ChangedBy, or the user of this process.",
        };
        by.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length is 0 or > ByLengthMax))
            {
                result.AddError($"--by must have 1 to {ByLengthMax} characters.");
            }
        });
        return by;
    }

    /// <summary>A command that changes something, with the options that all of them have.</summary>
    public static Command Make(
        string name,
        string description,
        Action<Command> addSymbols,
        Func<ParseResult, StrategyRules, Func<StrategySet, StrategySet>> changeOf)
    {
        var by = ByOption();
        var command = new Command(name, description);
        addSymbols(command);
        command.Options.Add(by);
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(
            settings.SourcesOf(parsed), parsed.GetValue(by), run => run.ChangeAsync(changeOf(parsed, run.Rules))));
        return command;
    }

    private static Command CreateAdd()
    {
        var id = IdArgument();
        var zerodha = new Option<bool>("--zerodha") { Description = "Zerodha trades it, too: zerodha_trading_enabled." };
        return Make(
            "add",
            "Adds a strategy, which is traded on paper.",
            command =>
            {
                command.Arguments.Add(id);
                command.Options.Add(zerodha);
            },
            (parsed, _) => set => StrategyEdits.Add(
                set,
                new StrategyConfiguration(parsed.GetRequiredValue(id)) { ZerodhaTradingEnabled = parsed.GetValue(zerodha) }));
    }

    private static Command CreateEnable()
    {
        var id = IdArgument();
        var trader = TraderOption("Has this trader trade it; without it a suspended strategy goes on.");
        var mode = CommandOptions.Choice("--mode", "live", ["live", "shadow"], "With --trader: in earnest, or its shadow.");
        var share = new Option<decimal?>("--share")
        {
            Description = "With --trader: its share of the signals in percent; otherwise as before, or all.",
            CustomParser = result => ParseShare(result),
        };
        var terms = new Option<string?>("--terms")
        {
            Description = "With --trader: how it places the orders, such as {\"Product\":\"CNC\"}, or none.",
        };
        var command = Make(
            "enable",
            "Has a trader trade a strategy.",
            command =>
            {
                command.Arguments.Add(id);
                command.Options.Add(trader);
                command.Options.Add(mode);
                command.Options.Add(share);
                command.Options.Add(terms);
            },
            (parsed, _) => set => StrategyEdits.Change(set, parsed.GetRequiredValue(id), strategy =>
                parsed.GetValue(trader) is not { } name
                    ? strategy with { IsSuspended = false }
                    : StrategyEdits.SetTrader(strategy, name, one => one with
                    {
                        Mode = parsed.GetRequiredValue(mode) == "shadow" ? TraderMode.Shadow : TraderMode.Live,
                        SharePercent = parsed.GetValue(share) ?? one.SharePercent,
                        Terms = parsed.GetValue(terms) is { } text ? (text == None ? null : text) : one.Terms,
                    })));
        command.Validators.Add(result =>
        {
            if (result.GetValue(trader) is null
                && (result.GetResult(mode) is { Implicit: false } || result.GetResult(share) is not null || result.GetResult(terms) is not null))
            {
                result.AddError("--mode, --share and --terms need --trader.");
            }
        });
        return command;
    }

    private static Command CreateDisable()
    {
        var id = IdArgument();
        var trader = TraderOption("Only this trader stops; without it the strategy is suspended.");
        return Make(
            "disable",
            "Ends that a trader, or anyone, trades a strategy. Open orders stay looked after.",
            command =>
            {
                command.Arguments.Add(id);
                command.Options.Add(trader);
            },
            (parsed, rules) => set => StrategyEdits.Change(set, parsed.GetRequiredValue(id), strategy =>
                parsed.GetValue(trader) is { } name
                    ? StrategyEdits.Disable(strategy, rules, name)
                    : strategy with { IsSuspended = true }));
    }

    private static Command CreateSetShare()
    {
        var id = IdArgument();
        var share = new Argument<decimal>("PERCENT")
        {
            Description = "The share of the signals, 0 to 100 with up to two decimals.",
            CustomParser = ParseShare,
        };
        var trader = TraderOption("The trader whose share it is.", isRequired: true);
        return Make(
            "set-share",
            "Sets the share of a strategy's signals that a trader gets.",
            command =>
            {
                command.Arguments.Add(id);
                command.Arguments.Add(share);
                command.Options.Add(trader);
            },
            (parsed, rules) => set => StrategyEdits.SetShare(
                set,
                rules,
                parsed.GetRequiredValue(id),
                parsed.GetRequiredValue(trader)!,
                parsed.GetRequiredValue(share)));
    }

    private static Command CreateSetLimits()
    {
        var id = IdArgument();
        var json = new Argument<string>("LIMITS")
        {
            Description = "A JSON object such as {\"OrderQuantityMax\":500}, or none. The names are those of the section Risk.",
        };
        return Make(
            "set-limits",
            "Sets what the orders of a strategy may not exceed.",
            command =>
            {
                command.Arguments.Add(id);
                command.Arguments.Add(json);
            },
            (parsed, _) => set => StrategyEdits.Change(
                set, parsed.GetRequiredValue(id), strategy => SetLimits(strategy, parsed.GetRequiredValue(json))));
    }

    private static StrategyConfiguration SetLimits(StrategyConfiguration strategy, string text)
    {
        if (text == None)
        {
            return strategy with { Limits = null };
        }

        var errors = new List<string>();
        var limits = StrategyJson.ReadLimits(text, "LIMITS", errors);
        return errors.Count == 0 ? strategy with { Limits = limits } : throw new StrategySourceException(errors);
    }

    private static Command CreateSwitch()
    {
        var trader = new Argument<string>("TRADER") { Description = "The name of the trader." };
        var state = new Argument<string>("on|off") { Description = "Whether it trades." };
        state.AcceptOnlyFromAmong("on", "off");
        return Make(
            "switch",
            "Switches a trader on or off for all strategies at once.",
            command =>
            {
                command.Arguments.Add(trader);
                command.Arguments.Add(state);
            },
            (parsed, _) => set =>
            {
                var switches = new Dictionary<string, bool>(set.TraderSwitches, StringComparer.Ordinal)
                {
                    [parsed.GetRequiredValue(trader)] = parsed.GetRequiredValue(state) == "on",
                };
                return set with { TraderSwitches = switches };
            });
    }

    private static Command CreateImport()
    {
        var file = new Argument<string>("FILE") { Description = "JSON as 'strategies export' writes it." };
        var replace = new Option<bool>("--replace") { Description = "Deletes the strategies that are not in the file." };
        return Make(
            "import",
            "Takes strategies from a file.",
            command =>
            {
                command.Arguments.Add(file);
                command.Options.Add(replace);
            },
            (parsed, _) =>
            {
                var imported = Read(parsed.GetRequiredValue(file));
                return set => StrategyEdits.Import(set, imported, parsed.GetValue(replace));
            });
    }

    private static StrategySet Read(string file)
    {
        try
        {
            return StrategyJson.ReadSet(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StrategySourceException([$"The file '{file}' cannot be read: {exception.Message}"]);
        }
    }

    private static Option<string?> TraderOption(string description, bool isRequired = false) =>
        new("--trader") { Description = description, Required = isRequired };
}
