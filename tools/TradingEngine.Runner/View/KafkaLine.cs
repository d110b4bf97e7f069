using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>What goes over Kafka, in one line.</summary>
internal static class KafkaLine
{
    public static string Of(KafkaFigures? kafka) => kafka is null
        ? "In process, without Kafka."
        : $"Kafka at {kafka.BootstrapServers}: {Format.Count(kafka.FillsReadBack)} fills read back,"
            + $" p50 {Format.Latency(kafka.RoundTrip.P50Nanos)}";
}
