using System.CommandLine;
using System.Globalization;

namespace TradingEngine.Runner.Instruments;

/// <summary>The commands <c>instruments find</c> and <c>instruments show</c>.</summary>
internal static class InstrumentsCommand
{
    private const int RowsMax = 1_000_000;

    public static Command Create() =>
        new("instruments", "Looks into the list of instruments.") { CreateFind(), CreateShow() };

    private static Command CreateFind()
    {
        var text = new Argument<string>("TEXT") { Description = "A part of a symbol or a name, such as RELI." };
        var exchange = new Option<string?>("--exchange") { Description = "One exchange, such as NSE." };
        var count = CommandOptions.Whole("--max", 20, 1, RowsMax, "Rows at most.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON object a line." };
        var command = new Command("find", "Finds instruments by a part of their symbol or name.")
        {
            text, exchange, count, json,
        };
        var lists = new InstrumentListOptions(command);
        command.SetAction(parsed => lists.Read(parsed, list => FindRun.Execute(
            list,
            parsed.GetRequiredValue(text),
            parsed.GetValue(exchange),
            parsed.GetRequiredValue(count),
            parsed.GetValue(json))));
        return command;
    }

    private static Command CreateShow()
    {
        var token = new Argument<long>("TOKEN")
        {
            Description = "The number of the instrument.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                {
                    result.AddError($"TOKEN must be a whole number, not '{text}'.");
                }

                return value;
            },
        };
        var json = new Option<bool>("--json") { Description = "Writes a JSON object." };
        var command = new Command("show", "Shows one instrument.") { token, json };
        var lists = new InstrumentListOptions(command);
        command.SetAction(parsed => lists.Read(parsed, list => FindRun.Show(
            list, parsed.GetRequiredValue(token), parsed.GetValue(json))));
        return command;
    }
}
