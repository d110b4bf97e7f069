using CsCheck;
using TradingEngine.Orders;
using TradingEngine.Routing;

namespace TradingEngine.Tests.Routing;

[TestFixture]
public sealed class DuplicateFilterTests
{
    private const ulong All = ulong.MaxValue;

    /// <summary>The same rule as plainly as it can be written: the newest ids in a queue.</summary>
    [Test]
    public void ShouldAgreeWithAQueueOfTheNewestIds() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 60].List[0, 400]).Sample((capacity, ids) =>
        {
            var filter = new DuplicateFilter(capacity);
            var newest = new Queue<int>();
            foreach (var id in ids)
            {
                var isNew = !newest.Contains(id);
                if (filter.Add(Key($"signal-{id}"), All) == 0 != isNew)
                {
                    return false;
                }

                if (isNew)
                {
                    newest.Enqueue(id);
                }

                if (newest.Count > capacity)
                {
                    newest.Dequeue();
                }
            }

            return true;
        });

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(1_000)]
    [TestCase(65_536)]
    public void ShouldKnowExactlyTheNewest(int capacity)
    {
        var filter = new DuplicateFilter(capacity);
        var count = 4 * capacity;
        for (var i = 0; i < count; i++)
        {
            Assert.That(filter.Add(Key($"{i}"), All), Is.Zero, $"id {i} is new");
        }

        for (var i = count - capacity; i < count; i++)
        {
            Assert.That(filter.Add(Key($"{i}"), All), Is.EqualTo(All), $"id {i} is known");
        }

        Assert.That(filter.Add(Key($"{count - capacity - 1}"), All), Is.Zero, "the one before them is forgotten");
    }

    [Test]
    public void ShouldTellIdsOfAnyLengthApart()
    {
        var filter = new DuplicateFilter(1_000);
        var ids = Enumerable.Range(0, 257).Select(length => new string('x', length)).ToList();

        Assert.That(ids.Select(id => filter.Add(Key(id), All)), Is.All.Zero);
        Assert.That(ids.Select(id => filter.Add(Key(id), All)), Is.All.EqualTo(All));
    }

    [Test]
    public void ShouldKeepApartForWhomASignalIsDecided()
    {
        var filter = new DuplicateFilter(4);

        Assert.That(filter.Add(Key("a"), 0b0001), Is.Zero);
        Assert.That(filter.Add(Key("a"), 0b0100), Is.EqualTo(0b0001));
        Assert.That(filter.Add(Key("a"), All), Is.EqualTo(0b0101));
        Assert.That(filter.Add(Key("a"), 0b1000), Is.EqualTo(All));
    }

    private static UInt128 Key(string signalId) => OrderIdentity.SignalKeyOf(signalId);
}
