using System.CommandLine;
using System.Globalization;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>
/// The command that <see cref="BrokerProcess"/> starts this program with: an embedded broker, until the input ends.
/// </summary>
internal static class BrokerCommand
{
    /// <summary>The name of the command.</summary>
    public const string Name = "kafka-broker";

    /// <summary>Makes the command. It is not shown in the help.</summary>
    public static Command Make()
    {
        var topics = new Argument<string[]>("topics") { Description = "Topics, each name:partitions." };
        var command = new Command(Name, "Runs an embedded broker.") { topics };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(topics)!));
        return command;
    }

    private static int Run(string[] topics)
    {
        using var kafka = EmbeddedKafka.Start();
        foreach (var topic in topics)
        {
            var parts = topic.Split(':');
            kafka.CreateTopic(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        Console.WriteLine(kafka.BootstrapServers);
        Console.In.ReadToEnd();
        return 0;
    }
}
