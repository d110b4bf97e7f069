using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class MigrationTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    [Test]
    public async Task ShouldMakeTheTablesAtTheFirstChange()
    {
        await Put(Some.Full());

        Assert.That(await Query("SELECT count(*) FROM trading_engine_migrations"), Is.EqualTo(2));
        Assert.That(await Query("SELECT max(version) FROM trading_engine_migrations"), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldCompleteTablesWhoseRowIsMissing()
    {
        await Put(Some.Full());
        await Execute("DELETE FROM trading_engine_migrations");
        await Execute("DROP TABLE trading_engine_traders");

        var set = await NewStore().ReadAsync(CancellationToken.None);

        Assert.That(set.Strategies.Single(), Is.EqualTo(Some.Full()));
        Assert.That(await Query("SELECT count(*) FROM trading_engine_migrations"), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldRefuseANewerDatabase()
    {
        await Put(Some.Full());
        await Execute("INSERT INTO trading_engine_migrations (version, name, applied_at) VALUES (7, 'later', '2027-01-01T00:00:00Z')");
        var store = NewStore();

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(
            error.Errors,
            Is.EqualTo(new[] { $"{Store.Name} has tables of version 7, this program knows them up to 2: use a newer one." }));
        Assert.That(error.IsUnavailable, Is.False);
        await Fails(async () => await store.ChangeAsync(set => set, "tests", CancellationToken.None));
    }

    [Test]
    public async Task ShouldLeaveTheTableOfTheReplacedSystemAsItIs()
    {
        await Execute("""
            CREATE TABLE strategy_configurations (id varchar(256) NOT NULL PRIMARY KEY, strategy_type varchar(50) NOT NULL,
                instruments json NOT NULL, parameters json NOT NULL, is_active boolean, zerodha_trading_enabled boolean,
                use_composition boolean NOT NULL, created_at timestamp NOT NULL, updated_at timestamp)
            """);
        var strategy = Some.Full() with { Limits = null };

        await Put(strategy);

        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(strategy));
        Assert.That(
            await Query("SELECT count(*) FROM strategy_configurations WHERE use_composition AND created_at = updated_at"),
            Is.EqualTo(1));
        Assert.That(
            await Query("SELECT count(*) FROM strategy_configurations WHERE cast(created_at as varchar(30)) LIKE '2026-06-02_03:45%'"),
            Is.EqualTo(1),
            "The time is in UTC.");
    }

    [Test]
    public async Task ShouldTellOfValuesThatTheReplacedSystemsTableRefuses()
    {
        await Execute("""
            CREATE TABLE strategy_configurations (id varchar(256) NOT NULL PRIMARY KEY, strategy_type varchar(50) NOT NULL,
                instruments json NOT NULL, parameters json NOT NULL, is_active boolean, zerodha_trading_enabled boolean)
            """);

        var error = await Fails(() => Put(Some.Plain("new")));

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Message, Does.Contain("row 'new'").And.Contain("strategy_configurations").And.Contain("strategy_type"));
        Assert.That((await Read()).Strategies, Is.Empty);
        Assert.That(await ReadAudit(), Is.Empty);
    }

    [Test]
    public async Task ShouldDeleteWhatBelongsToAStrategyThatAPersonDeletes()
    {
        await Put(Some.Full());

        await Execute(typeof(TStage) == typeof(SqliteStage)
            ? "PRAGMA foreign_keys = ON; DELETE FROM strategy_configurations"
            : "DELETE FROM strategy_configurations");

        Assert.That((await Read()).Strategies, Is.Empty);
        Assert.That(await Query("SELECT count(*) FROM trading_engine_routes"), Is.Zero);
        Assert.That(await Put(new StrategyConfiguration("momentum-1")), Has.Count.EqualTo(1));
    }
}
