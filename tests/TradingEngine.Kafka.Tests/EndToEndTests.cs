using System.Text;
using Confluent.Kafka;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests;

/// <summary>A tick and a signal go in over TCP, a fill comes out.</summary>
[Parallelizable]
[TestFixture(ConsumerGroupProtocol.Classic, TickReading.Client)]
[TestFixture(ConsumerGroupProtocol.Consumer, TickReading.BatchQueue)]
public sealed class EndToEndTests(ConsumerGroupProtocol protocol, TickReading reading)
{
    [Test]
    public async Task ShouldFillASignalFromItsTopic()
    {
        using var rig = new KafkaRig();
        var options = rig.MakeOptions(protocol);
        options.TickReading = reading;
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(options);
        var signal = Make.Signal("signal-1") with { CorrelationId = "c-1", TraceId = "t-1" };
        rig.SendSignals(signal);

        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.orders.filled");
        var message = reader.Read(1)[0];

        var fill = TopicReader.JsonOf(message);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(message.Message.Key!), Is.EqualTo("momentum:1"));
            Assert.That(TopicReader.HeaderOf(message, "trace_id"), Is.EqualTo("t-1"));
            Assert.That(TopicReader.HeaderOf(message, "correlation_id"), Is.EqualTo("c-1"));
            Assert.That(fill.GetProperty("causation_id").GetString(), Is.EqualTo("signal-1"));
            Assert.That(fill.GetProperty("type").GetString(), Is.EqualTo("order_filled"));
            Assert.That(fill.GetProperty("data").GetProperty("fill_price").GetRawText(), Is.EqualTo("95.35"));
            Assert.That(
                fill.GetProperty("id").GetGuid(),
                Is.EqualTo(OrderIdentity.EventIdOf(
                    OrderIdentity.OrderIdOf("signal-1", "paper"), OrderEventType.Filled, 0)));
        }
    }
}
