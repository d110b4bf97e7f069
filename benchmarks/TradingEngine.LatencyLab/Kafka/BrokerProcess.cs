using System.Diagnostics;
using System.Globalization;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Topics;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>An embedded broker in a process of its own, with the topics of an engine that has a paper trader.</summary>
/// <remarks>Its input is the life line: it ends when this process does, however that ends.</remarks>
internal sealed class BrokerProcess : IDisposable
{
    private const int ExitMillis = 10_000;

    private readonly Process _process;

    private BrokerProcess(Process process, string bootstrapServers)
    {
        _process = process;
        BootstrapServers = bootstrapServers;
    }

    /// <summary>Where the broker listens.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a broker and waits until it is there.</summary>
    /// <param name="tickPartitionCount">Partitions of the topic with ticks; the other topics have their usual
    /// ones.</param>
    public static BrokerProcess Start(int tickPartitionCount)
    {
        var plan = new TopicPlan(new KafkaOptions { PnlInterval = TimeSpan.Zero }, [StageKit.TraderName]);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add(BrokerCommand.Name);
        foreach (var topic in plan.Feed.Concat(plan.Sink))
        {
            var count = topic.Name == TopicNames.MarketTicks ? tickPartitionCount : topic.PartitionCount;
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"{topic.Name}:{count}"));
        }

        var process = Process.Start(start)!;
        var servers = process.StandardOutput.ReadLine();
        return servers is not null
            ? new BrokerProcess(process, servers)
            : throw new InvalidOperationException("The process of the embedded broker ended at once.");
    }

    /// <summary>Options of an adapter for this broker, in a group of its own.</summary>
    /// <param name="warmUpCount">Messages of each tick partition that are read back.</param>
    public KafkaOptions MakeOptions(int warmUpCount)
    {
        var options = new KafkaOptions
        {
            BootstrapServers = BootstrapServers,
            GroupIdPrefix = $"lab-{Guid.NewGuid():N}",
            PnlInterval = TimeSpan.Zero,
            WarmUpSpan = TimeSpan.Zero,
            WarmUpCount = warmUpCount,
            WarmUpTimeout = TimeSpan.FromMinutes(2),
        };
        options.Consumer["fetch.wait.max.ms"] = "1";
        return options;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(ExitMillis))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
