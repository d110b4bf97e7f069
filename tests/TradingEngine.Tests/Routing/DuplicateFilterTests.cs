using CsCheck;
using TradingEngine.Orders;
using TradingEngine.Routing;

namespace TradingEngine.Tests.Routing;

[TestFixture]
public sealed class DuplicateFilterTests
{
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
                if (filter.TryAdd(Key($"signal-{id}")) != isNew)
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
            Assert.That(filter.TryAdd(Key($"{i}")), $"id {i} is new");
        }

        for (var i = count - capacity; i < count; i++)
        {
            Assert.That(filter.TryAdd(Key($"{i}")), Is.False, $"id {i} is known");
        }

        Assert.That(filter.TryAdd(Key($"{count - capacity - 1}")), "the one before them is forgotten");
    }

    [Test]
    public void ShouldTellIdsOfAnyLengthApart()
    {
        var filter = new DuplicateFilter(1_000);
        var ids = Enumerable.Range(0, 257).Select(length => new string('x', length)).ToList();

        Assert.That(ids.Select(Key).Select(filter.TryAdd), Is.All.True);
        Assert.That(ids.Select(Key).Select(filter.TryAdd), Is.All.False);
    }

    private static UInt128 Key(string signalId) => OrderIdentity.SignalKeyOf(signalId);
}
