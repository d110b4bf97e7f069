using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Egress;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Sink;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>The sink alone: from the first order event until a broker has acknowledged the last.</summary>
internal static class SinkReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>Events a second.</returns>
    public static double Measure(KafkaOptions options, int count)
    {
        var events = MakeEvents(count);
        var sink = (KafkaSink)new KafkaAdapter(options).Sink;
        var context = new SinkContext(
            TimeProvider.System,
            NullLoggerFactory.Instance,
            [StageKit.TraderName],
            new PositionLedger(),
            _ => null,
            _ => { });
        sink.StartAsync(context, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var start = Stopwatch.GetTimestamp();
        foreach (ref readonly var orderEvent in events.AsSpan())
        {
            sink.Publish(orderEvent);
        }

        if (!sink.Producer!.Flush(Patience))
        {
            throw new TimeoutException("The broker did not acknowledge all events.");
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        sink.StopAsync(Patience).AsTask().GetAwaiter().GetResult();
        return count / seconds;
    }

    private static OrderEvent[] MakeEvents(int count) => [.. SampleEvents
        .MakeSignals(count, TickFeed.InstrumentCount)
        .Select(signal =>
        {
            var orderId = OrderIdentity.OrderIdOf(signal.SignalId, StageKit.TraderName);
            return new OrderEvent
            {
                EventId = OrderIdentity.EventIdOf(orderId, OrderEventType.Filled, 0),
                Type = OrderEventType.Filled,
                OrderId = orderId,
                Signal = signal,
                Side = signal.Type == SignalType.Buy ? Side.Buy : Side.Sell,
                Trader = StageKit.TraderName,
                ExecutionMode = "paper",
                Quantity = signal.Quantity,
                Price = Price.Parse("100.05"),
                Fees = 1.0005m,
                Timestamp = signal.Timestamp,
            };
        })];
}
