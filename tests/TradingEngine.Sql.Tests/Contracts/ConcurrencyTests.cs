using System.Globalization;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class ConcurrencyTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private const int StoreCount = 3;
    private const int ChangeCount = 15;

    [Test]
    public async Task ShouldMakeTheTablesOnceWhereManyStart()
    {
        using var gate = new Barrier(StoreCount);
        var stores = Enumerable.Range(0, StoreCount).Select(_ => NewStore()).ToList();

        var reads = stores.ConvertAll(store => Task.Run(async () =>
        {
            gate.SignalAndWait();
            return await store.ReadAsync(CancellationToken.None);
        }));

        Assert.That((await Task.WhenAll(reads)).Select(set => set.Strategies.Count), Is.All.Zero);
        Assert.That(await Query("SELECT count(*) FROM trading_engine_migrations"), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldLoseNoChangeOfManyStores()
    {
        await Put(Some.Plain("counter") with { Type = "0" });
        using var gate = new Barrier(StoreCount);

        await Task.WhenAll(Enumerable.Range(0, StoreCount).Select(number => NewStore()).ToList()
            .ConvertAll(store => Task.Run(async () =>
            {
                gate.SignalAndWait();
                for (var i = 0; i < ChangeCount; i++)
                {
                    await Increment(store);
                }
            })));

        Assert.That((await Read()).Strategies.Single().Type, Is.EqualTo($"{StoreCount * ChangeCount}"));
        var audit = (await ReadAudit()).Reverse().ToList();
        Assert.That(audit, Has.Count.EqualTo((StoreCount * ChangeCount) + 1));
        Assert.That(audit.Skip(1).Select(entry => entry.Before), Is.EqualTo(audit.SkipLast(1).Select(entry => entry.After)));
    }

    [Test]
    public async Task ShouldReadWholeSetsWhileOthersChange()
    {
        await Put(Some.Plain("counter") with { Type = "0", Traders = [new StrategyTrader("paper", TraderMode.Live)] });
        using var end = new CancellationTokenSource();
        var writer = NewStore();
        var writing = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await Increment(writer);
            }
        });

        // Two tables, and two kinds of rows: all of one change, or none of it.
        var numbers = new HashSet<string?>();
        while (numbers.Count < 20)
        {
            var strategy = (await Read()).Strategies.Single();
            numbers.Add(strategy.Type);
            Assert.That(strategy.Traders[0].Terms ?? "0", Is.EqualTo(strategy.Type == "0" ? "0" : TermsOf(strategy.Type!)));
        }

        await end.CancelAsync();
        await writing;
    }

    private static async Task Increment(SqlStrategyStore store) => await store.ChangeAsync(
        set =>
        {
            var strategy = set.Strategies.Single();
            var number = $"{int.Parse(strategy.Type!, CultureInfo.InvariantCulture) + 1}";
            return set with
            {
                Strategies =
                [
                    strategy with
                    {
                        Type = number,
                        Traders = [new StrategyTrader("paper", TraderMode.Live) { Terms = TermsOf(number) }],
                    },
                ],
            };
        },
        "tests",
        CancellationToken.None);

    private static string TermsOf(string number) => $$"""{"number":{{number}}}""";
}
