using System.CommandLine;
using System.Globalization;
using TradingEngine.Kafka;

namespace TradingEngine.Runner.Produce;

/// <summary>The command <c>produce DIR</c>.</summary>
internal static class ProduceCommand
{
    private const decimal SpeedMax = 1_000_000;
    private const string Unpaced = "max";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The recorded day: a folder with ticks.csv.gz and signals.jsonl.",
        };
        var servers = new Option<string>("--bootstrap-servers")
        {
            Description = "The brokers, host:port with commas between.",
            DefaultValueFactory = _ => "localhost:9092",
        };
        var tickTopic = new Option<string>("--tick-topic")
        {
            Description = "Where ticks go.",
            DefaultValueFactory = _ => TopicNames.MarketTicks,
        };
        var signalTopic = new Option<string>("--signal-topic")
        {
            Description = "Where signals go.",
            DefaultValueFactory = _ => TopicNames.SignalsValidated("paper"),
        };
        var speed = new Option<decimal>("--speed")
        {
            Description = $"How many times faster than it was, up to {SpeedMax}, or {Unpaced}.",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
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
        var command = new Command("produce", "Plays a recorded day into the topics of a Kafka broker.")
        {
            folder, servers, tickTopic, signalTopic, speed,
        };
        command.SetAction(parsed => ProduceRun.Execute(new ProduceOptions(
            parsed.GetRequiredValue(folder),
            parsed.GetRequiredValue(servers),
            parsed.GetRequiredValue(tickTopic),
            parsed.GetRequiredValue(signalTopic),
            parsed.GetRequiredValue(speed))));
        return command;
    }
}
