using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class ReadingTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    [Test]
    public async Task ShouldBeEmptyAtFirst()
    {
        var set = await Read();

        Assert.That(set.Strategies, Is.Empty);
        Assert.That(set.TraderSwitches, Is.Empty);
        Assert.That(set.Others, Is.Null);
        Assert.That(await ReadAudit(), Is.Empty);
    }

    [Test]
    public async Task ShouldReadWhatWasWritten()
    {
        await Put(Some.Full(), Some.Plain("plain"));

        var set = await NewStore().ReadAsync(CancellationToken.None);

        Assert.That(set.Strategies, Is.EqualTo(new[] { Some.Full(), Some.Plain("plain") }));
    }

    [Test]
    public async Task ShouldReadARowOfTheReplacedSystem()
    {
        await Read();
        await Execute("""
            INSERT INTO strategy_configurations (id, strategy_type, instruments, parameters, zerodha_trading_enabled)
            VALUES ('old', 'momentum', '[1]', '{}', true)
            """);

        var strategy = (await Read()).Strategies.Single();

        Assert.That(strategy, Is.EqualTo(new StrategyConfiguration("old")
        {
            Type = "momentum",
            Instruments = "[1]",
            Parameters = "{}",
            ZerodhaTradingEnabled = true,
        }));
    }

    [Test]
    public async Task ShouldOrderStrategiesByTheirIdsAndTradersByPositionThenName()
    {
        string[] ids = ["b", "a", "B", "_", "é", "\U0001F600", "\uFFFD", "a-1", "a1"];
        await Put([.. ids.Select(Some.Plain)]);
        await Execute("""
            INSERT INTO trading_engine_routes (strategy_id, trader, mode, position)
            VALUES ('a', 'second', 'live', 10), ('a', 'b', 'live', 5), ('a', 'B', 'live', 5), ('a', 'last', 'live', 20)
            """);

        var strategies = (await Read()).Strategies;

        Assert.That(strategies.Select(strategy => strategy.Id), Is.EqualTo(ids.Order(StringComparer.Ordinal)));
        Assert.That(
            strategies.Single(strategy => strategy.Id == "a").Traders.Select(trader => trader.Trader),
            Is.EqualTo(new[] { "B", "b", "second", "last" }));
    }

    [Test]
    public async Task ShouldReadSwitches()
    {
        await Read();
        await Execute("INSERT INTO trading_engine_traders (trader, is_enabled) VALUES ('zerodha', false), ('paper', true)");

        Assert.That(
            (await Read()).TraderSwitches,
            Is.EquivalentTo(new Dictionary<string, bool> { ["zerodha"] = false, ["paper"] = true }));
    }

    [Test]
    public async Task ShouldIgnoreColumnsThatItDoesNotKnow()
    {
        await Put(Some.Full());
        await Execute("ALTER TABLE strategy_configurations ADD COLUMN added_later integer");
        await Execute("UPDATE strategy_configurations SET added_later = 7");

        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full()));
        await Put(Some.Full() with { IsActive = false });
        Assert.That(await Query("SELECT added_later FROM strategy_configurations"), Is.EqualTo(7));
    }

    [Test]
    public void ShouldEndWhenItIsCancelled() => Assert.That(
        async () => await Store.ReadAsync(new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());
}
