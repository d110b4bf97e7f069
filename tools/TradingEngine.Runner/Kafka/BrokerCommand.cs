using System.CommandLine;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Runner.Kafka;

/// <summary>The command <c>broker</c>: the embedded broker alone, in a process of its own.</summary>
internal static class BrokerCommand
{
    private const string Description =
        "Runs the embedded Kafka broker alone, with the topics of the engine, until Ctrl+C. It keeps nothing when it ends.";

    public static Command Create()
    {
        var brokers = CommandOptions.Whole("--brokers", 1, 1, 9, "Brokers of the cluster.");
        var names = new Option<string[]>("--for")
        {
            Description = "The traders whose topics there are, such as paper and zerodha.",
            DefaultValueFactory = _ => ["paper"],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("broker", Description) { brokers, names };
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(brokers), parsed.GetRequiredValue(names)));
        return command;
    }

    private static int Execute(int brokerCount, string[] names)
    {
        using var interrupt = new Interrupt();
        using var kafka = EmbeddedKafka.Start(brokerCount);
        var topics = kafka.CreateTopics(
            new KafkaOptions { SignalRouting = SignalRouting.ByTopic }, names.Distinct());
        Console.Out.WriteLine($"Bootstrap servers: {kafka.BootstrapServers}");
        Console.Out.WriteLine($"Topics: {string.Join(", ", topics)}");
        Console.Out.Flush();
        interrupt.Token.WaitHandle.WaitOne();
        return ExitStatus.Done;
    }
}
