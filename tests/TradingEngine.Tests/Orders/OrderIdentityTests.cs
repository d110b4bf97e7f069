using System.Numerics;
using System.Text;
using CsCheck;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Tests.Orders;

/// <summary>The derivation of ids is a public contract: these values never change.</summary>
[TestFixture]
public sealed class OrderIdentityTests
{
    private const string SignalId = "4e943049-93ef-7955-8dbb-8e90ebb99d47";

    [TestCase(SignalId, "paper", "NFRA9RFTP36JTRT6ESBN")]
    [TestCase(SignalId, "zerodha", "JD87RFVGJB16ZZV7P3R1")]
    [TestCase("", "paper", "911FD86QQAQKX2GJTWJD")]
    [TestCase("s-1", "paper", "NXKHNPP9C20PSSK44CEW")]
    public void ShouldDeriveDocumentedOrderId(string signalId, string trader, string id) =>
        Assert.That(OrderIdentity.OrderIdOf(signalId, trader).ToString(), Is.EqualTo(id));

    [Test]
    public void ShouldTakeLongTextOutsideAscii() => Assert.That(
        OrderIdentity.OrderIdOf(new string('€', TradingSignal.TextLengthMax), "हिन्दी").ToString(),
        Is.EqualTo("FJEM0KNRYPVF5D479BV2"));

    [Test]
    public void ShouldHashTheDocumentedBytes() => Gen.Select(Gen.String[0, 400], Gen.String[0, 40]).Sample(
        (signalId, trader) =>
        {
            byte[] key = System.IO.Hashing.XxHash128.Hash(Encoding.UTF8.GetBytes(signalId));
            byte[] bytes = [.. key.Reverse(), .. Encoding.UTF8.GetBytes(trader)];
            var hash = new BigInteger(System.IO.Hashing.XxHash128.Hash(bytes), isUnsigned: true, isBigEndian: true);
            var expected = (UInt128)(hash % BigInteger.Pow(2, 100));
            return OrderIdentity.OrderIdOf(signalId, trader).Value == expected;
        },
        iter: 5_000);

    [Test]
    public void ShouldSeparateSignalFromTrader()
    {
        string[][] pairs = [["ab", "c"], ["a", "bc"], ["abc", ""], ["", "abc"], ["c", "ab"], ["ab", "C"]];
        var ids = pairs.Select(pair => OrderIdentity.OrderIdOf(pair[0], pair[1])).ToHashSet();
        Assert.That(ids, Has.Count.EqualTo(pairs.Length));
    }

    [Test]
    public void ShouldNotCollideOverAMillionPairs()
    {
        var ids = new HashSet<OrderId>(1_000_000);
        for (var i = 0; i < 250_000; i++)
        {
            var signalId = $"signal-{i}";
            ids.Add(OrderIdentity.OrderIdOf(signalId, "paper"));
            ids.Add(OrderIdentity.OrderIdOf(signalId, "paper2"));
            ids.Add(OrderIdentity.OrderIdOf(signalId, "zerodha"));
            ids.Add(OrderIdentity.OrderIdOf($"{i}", "paper"));
        }

        Assert.That(ids, Has.Count.EqualTo(1_000_000));
    }

    [TestCase(OrderEventType.Filled, 0, "7133e931-7457-8684-9e31-d949d058188d")]
    [TestCase(OrderEventType.PartiallyFilled, 0, "05476ab7-9b05-8a85-8841-988579f23bba")]
    [TestCase(OrderEventType.PartiallyFilled, 1, "dd39871e-ac9e-8e11-8ce3-d618972629a5")]
    [TestCase(OrderEventType.Failed, 0, "41553a54-cade-8500-840c-23b2d066fcae")]
    [TestCase(OrderEventType.Placed, int.MaxValue, "b8290a59-c12f-8330-9d80-3c0536035de9")]
    public void ShouldDeriveDocumentedEventId(OrderEventType type, int ordinal, string id)
    {
        var orderId = OrderIdentity.OrderIdOf(SignalId, "paper");
        Assert.That(OrderIdentity.EventIdOf(orderId, type, ordinal), Is.EqualTo(Guid.Parse(id)));
    }

    [Test]
    public void ShouldMakeEventIdsOfVersion8()
    {
        var ids = new HashSet<Guid>();
        for (var i = 0; i < 10_000; i++)
        {
            var orderId = OrderIdentity.OrderIdOf($"s{i}", "paper");
            foreach (var type in Enum.GetValues<OrderEventType>())
            {
                var text = OrderIdentity.EventIdOf(orderId, type, i % 3).ToString();
                Assert.That(text[14] == '8' && text[19] is '8' or '9' or 'a' or 'b', text);
                ids.Add(Guid.Parse(text));
            }
        }

        Assert.That(ids, Has.Count.EqualTo(60_000));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var first = OrderIdentity.OrderIdOf(SignalId, "paper");
        _ = OrderIdentity.EventIdOf(first, OrderEventType.Filled, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var equalCount = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var id = OrderIdentity.OrderIdOf(SignalId, "paper");
            equalCount += id == first && OrderIdentity.EventIdOf(id, OrderEventType.Filled, i) != Guid.Empty ? 1 : 0;
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(equalCount, Is.EqualTo(1_000));
    }

    [Test]
    public void ShouldRefuseNull()
    {
        Assert.That(() => OrderIdentity.OrderIdOf(null!, "paper"), Throws.ArgumentNullException);
        Assert.That(() => OrderIdentity.OrderIdOf("s", null!), Throws.ArgumentNullException);
    }
}
