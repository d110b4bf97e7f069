using System.CommandLine;
using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Journal;

/// <summary>The commands <c>journal verify</c>, <c>journal dump</c> and <c>journal tail</c>.</summary>
internal static class JournalCommand
{
    private const string Description =
        "Looks into an order journal, also while an engine writes it. Changes nothing.";

    private const string VerifyDescription =
        "Reads all of it and reports. The exit status is 0 where it is whole, 1 where it is torn or damaged.";

    private const string AnyType = "all";
    private const int LinesMax = 1_000_000;

    public static Command Create() => new("journal", Description) { CreateVerify(), CreateDump(), CreateTail() };

    private static Argument<string> Folder() => new("DIR") { Description = "The directory of the journal." };

    private static Option<string?> Order()
    {
        var option = new Option<string?>("--order") { Description = "Records of one order, by its id." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !OrderId.TryParse(result.Tokens[0].Value, out _))
            {
                var text = result.Tokens[0].Value;
                result.AddError(
                    $"--order must be the {OrderId.Length} letters and digits of an order's id, not '{text}'.");
            }
        });
        return option;
    }

    private static Command CreateVerify()
    {
        var folder = Folder();
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new Command("verify", VerifyDescription) { folder, json };
        command.SetAction(parsed => JournalFolder.Read(
            "verify", parsed.GetRequiredValue(folder), files => VerifyRun.Execute(files, parsed.GetValue(json))));
        return command;
    }

    private static Command CreateDump()
    {
        var folder = Folder();
        var from = CommandOptions.Sequence("--from", "The first record that is wanted.");
        string[] types = [AnyType, .. Enum.GetValues<RecordType>().Select(type => RecordJson.NameOf(type))];
        var type = CommandOptions.Choice("--type", AnyType, types, "Records of one type.");
        var order = Order();
        var signal = new Option<string?>("--signal") { Description = "Records of one signal, by its id." };
        var command = new Command("dump", "Writes every record as one line of JSON.")
        {
            folder, from, type, order, signal,
        };
        command.SetAction(parsed =>
        {
            var filter = new RecordFilter(
                parsed.GetRequiredValue(from),
                parsed.GetRequiredValue(type) is var name && name == AnyType ? null : RecordJson.TypeOf(name),
                OrderId.TryParse(parsed.GetValue(order), out var orderId) ? orderId : null,
                parsed.GetValue(signal) is { } signalId ? OrderIdentity.SignalKeyOf(signalId) : null);
            return JournalFolder.Read("dump", parsed.GetRequiredValue(folder), files => DumpRun.Execute(files, filter));
        });
        return command;
    }

    private static Command CreateTail()
    {
        var folder = Folder();
        var lines = CommandOptions.Whole("--lines", 10, 0, LinesMax, "How many of the last records come first.");
        var command = new Command("tail", "Writes the last records as dump does, then what is added, until Ctrl+C.")
        {
            folder, lines,
        };
        command.SetAction(parsed => JournalFolder.Read(
            "tail", parsed.GetRequiredValue(folder), files => TailRun.Execute(files, parsed.GetRequiredValue(lines))));
        return command;
    }
}
