using System.CommandLine;
using TradingEngine.Kafka;

namespace TradingEngine.Runner.Produce;

/// <summary>The command <c>produce DIR</c>.</summary>
internal static class ProduceCommand
{
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
        var speed = CommandOptions.Speed("How many times faster than it was");
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
