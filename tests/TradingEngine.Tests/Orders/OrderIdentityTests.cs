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

    [TestCase(SignalId, "paper", "S7JM3VKXAJMWT5KT2WVC")]
    [TestCase(SignalId, "zerodha", "MY5GH1J9EWXC100QC8WT")]
    [TestCase("", "paper", "0RPHGQMXBHRD3QFV4AMJ")]
    [TestCase("s-1", "paper", "055SBR1MQRY6HKG72CS8")]
    public void ShouldDeriveDocumentedOrderId(string signalId, string trader, string id) =>
        Assert.That(OrderIdentity.OrderIdOf(signalId, trader).ToString(), Is.EqualTo(id));

    [Test]
    public void ShouldTakeLongTextOutsideAscii() => Assert.That(
        OrderIdentity.OrderIdOf(new string('€', TradingSignal.TextLengthMax), "हिन्दी").ToString(),
        Is.EqualTo("1HJCJ0XHKAG2760RKHQW"));

    [Test]
    public void ShouldHashTheDocumentedBytes() => Gen.Select(Gen.String[0, 400], Gen.String[0, 40]).Sample(
        (signalId, trader) =>
        {
            byte[] bytes = [.. Encoding.UTF8.GetBytes(signalId), 0, .. Encoding.UTF8.GetBytes(trader)];
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

    [TestCase(OrderEventType.Filled, 0, "0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce")]
    [TestCase(OrderEventType.PartiallyFilled, 0, "3589cc6c-8c87-81d8-bdb6-575f2c8a5e1a")]
    [TestCase(OrderEventType.PartiallyFilled, 1, "f204c2b4-c5c6-80f5-a0af-c1a55db12975")]
    [TestCase(OrderEventType.Failed, 0, "2bb86631-9431-849f-a4bc-8160feb783dd")]
    [TestCase(OrderEventType.Placed, int.MaxValue, "824bd001-bdef-8c56-b886-e6b93290f49a")]
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

        Assert.That(ids, Has.Count.EqualTo(50_000));
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
