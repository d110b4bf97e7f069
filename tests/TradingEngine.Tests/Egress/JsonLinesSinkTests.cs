using System.Text;
using System.Text.Json;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Egress;

[TestFixture]
public sealed class JsonLinesSinkTests
{
    [Test]
    public void ShouldWriteOneLinePerEvent()
    {
        var stream = new MemoryStream();
        var types = new[] { "order_placed", "order_filled", "order_filled", "order_placed", "order_failed", "order_placed" };
        using (var sink = new JsonLinesSink(stream))
        {
            for (var i = 0; i < 1_000; i++)
            {
                foreach (var type in Enum.GetValues<OrderEventType>())
                {
                    sink.Publish(OrderEventJsonTests.Event(type));
                }
            }

            sink.Flush();
            Assert.That(stream.ToArray()[^1], Is.EqualTo((byte)'\n'));
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(6_001));
        for (var i = 0; i < 6_000; i++)
        {
            using var document = JsonDocument.Parse(lines[i]);
            Assert.That(document.RootElement.GetProperty("type").GetString(), Is.EqualTo(types[i % 6]));
        }
    }

    [Test]
    public void ShouldWriteWhatIsLeftWhenDisposed()
    {
        var stream = new MemoryStream();
        new JsonLinesSink(stream).Dispose();
        Assert.That(stream.ToArray(), Is.Empty);
        Assert.That(stream.CanRead, Is.False);
        stream = new MemoryStream();
        using (var sink = new JsonLinesSink(stream))
        {
            sink.Publish(OrderEventJsonTests.Event(OrderEventType.Filled));
            Assert.That(stream.Length, Is.Zero);
        }

        Assert.That(stream.ToArray(), Has.Length.GreaterThan(100));
    }

    [TestCase(OrderEventType.Filled)]
    [TestCase(OrderEventType.Placed)]
    [TestCase(OrderEventType.Failed)]
    public void ShouldNotAllocatePerEvent(OrderEventType type)
    {
        var orderEvent = OrderEventJsonTests.Event(type);
        using var sink = new JsonLinesSink(Stream.Null);
        PublishMany(sink, orderEvent);
        var before = GC.GetAllocatedBytesForCurrentThread();
        PublishMany(sink, orderEvent);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldWriteAlertInTheWireFormat()
    {
        using var document = JsonDocument.Parse(WriteAlert("Trader 'x' threw:\n\"no\"."));
        var root = document.RootElement;
        var id = root.GetProperty("id").GetString()!;
        Assert.That(Guid.TryParse(id, out _) && id[14] == '8' && id[19] is '8' or '9' or 'a' or 'b', Is.True, id);
        Assert.That(root.GetProperty("correlation_id").GetString(), Is.EqualTo(id));
        Assert.That(root.GetProperty("type").GetString(), Is.EqualTo("system_error"));
        Assert.That(root.GetProperty("broker").GetString(), Is.EqualTo("system"));
        Assert.That(root.GetProperty("key").GetString(), Is.EqualTo("paper"));
        Assert.That(root.GetProperty("version").GetInt32(), Is.EqualTo(1));
        Assert.That(root.GetProperty("ts").GetString(), Is.EqualTo("2026-06-02T04:30:00.000000+00:00"));
        foreach (var name in new[] { "causation_id", "trace_id", "parent_trace_id" })
        {
            Assert.That(root.GetProperty(name).ValueKind, Is.EqualTo(JsonValueKind.Null), name);
        }

        var data = root.GetProperty("data");
        Assert.That(data.GetProperty("kind").GetString(), Is.EqualTo("TraderThrew"));
        Assert.That(data.GetProperty("severity").GetString(), Is.EqualTo("Critical"));
        Assert.That(data.GetProperty("message").GetString(), Is.EqualTo("Trader 'x' threw:\n\"no\"."));
    }

    [Test]
    public void ShouldDeriveAlertIdFromWhatItSays()
    {
        var first = IdOfAlert("a");
        Assert.That(IdOfAlert("a"), Is.EqualTo(first));
        Assert.That(IdOfAlert("b"), Is.Not.EqualTo(first));
    }

    private static Guid IdOfAlert(string message)
    {
        using var document = JsonDocument.Parse(WriteAlert(message));
        return document.RootElement.GetProperty("id").GetGuid();
    }

    private static string WriteAlert(string message)
    {
        var stream = new MemoryStream();
        using (var sink = new JsonLinesSink(stream))
        {
            sink.Publish(new Alert(AlertKind.TraderThrew, AlertSeverity.Critical, message, "paper", Make.Time));
        }

        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n');
    }

    private static void PublishMany(JsonLinesSink sink, in OrderEvent orderEvent)
    {
        for (var i = 0; i < 1_000; i++)
        {
            sink.Publish(orderEvent);
            if (i % 7 == 0)
            {
                sink.Flush();
            }
        }
    }
}
