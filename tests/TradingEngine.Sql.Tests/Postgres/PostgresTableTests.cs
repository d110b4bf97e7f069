using System.Diagnostics;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Postgres;

[TestFixture]
public sealed class PostgresTableTests : StoreFixture<PostgresStage>
{
    [Test]
    public async Task ShouldReadWithARoleThatMayOnlyRead()
    {
        await Put(Some.Full());
        await using var store = new PostgresStrategyStore(await PostgresRoles.ConnectionStringOfReader(Stage.Database));

        Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies.Single(), Is.EqualTo(Some.Full()));
        Assert.That(await store.ReadAuditAsync(null, 10, CancellationToken.None), Has.Count.EqualTo(1));
        var error = await Fails(async () => await store.ChangeAsync(set => set, "tests", CancellationToken.None));
        Assert.That(error.Message, Does.Contain("permission denied"));
    }

    [Test]
    public async Task ShouldTellARoleThatMayOnlyReadOfMissingTables()
    {
        await PostgresRoles.MakeTableOfTheReplacedSystem(Stage.Database);
        await using var store = new PostgresStrategyStore(await PostgresRoles.ConnectionStringOfReader(Stage.Database));

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Errors, Has.Count.EqualTo(4).And.All.Contains("the table is missing"));
    }

    [Test]
    public async Task ShouldReadWhereATransactionMayOnlyRead()
    {
        await Put(Some.Full());
        await Execute("DELETE FROM trading_engine_migrations WHERE version = 2");
        await using var store = new PostgresStrategyStore(
            $"{Stage.Database.ConnectionString};Options=-c default_transaction_read_only=on");

        Assert.That((await store.ReadAsync(CancellationToken.None)).Strategies.Single(), Is.EqualTo(Some.Full()));
    }

    [TestCase("CREATE TABLE strategy_configurations (id varchar, is_active boolean)")]
    [TestCase("CREATE TABLE strategy_configurations (id integer PRIMARY KEY, is_active boolean)")]
    [TestCase("CREATE VIEW strategy_configurations AS SELECT 'a' AS id, true AS is_active")]
    public async Task ShouldTellWhereItsTablesCannotReferToThoseOfTheReplacedSystem(string sql)
    {
        await Execute(sql);

        var error = await Fails(Read);

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Message, Does.Contain("strategy_configurations"));
        Assert.That(await Query("SELECT to_regclass('trading_engine_migrations') IS NULL"), Is.True);
    }

    [Test]
    public async Task ShouldKeepPeopleFromChangingWhatIsBeingChanged()
    {
        await Put(Some.Full());
        Task? byHand = null;

        await Store.ChangeAsync(
            set =>
            {
                byHand = Execute("UPDATE strategy_configurations SET strategy_type = 'by hand'");
                Until(async () => byHand.IsCompleted || await Query("SELECT count(*) FROM pg_locks WHERE NOT granted") is 1L)
                    .GetAwaiter().GetResult();
                return set with { Strategies = [Some.Full() with { IsActive = false }] };
            },
            "tests",
            CancellationToken.None);

        await byHand!.WaitAsync(Patience);
        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full() with { Type = "by hand", IsActive = false }));
    }

    [Test]
    public async Task ShouldNotHideATableInAnotherSchema()
    {
        await PostgresRoles.MakeTableOfTheReplacedSystem(Stage.Database);
        await Execute("CREATE SCHEMA first");
        await using var store = new PostgresStrategyStore($"{Stage.Database.ConnectionString};Search Path=first,public");

        var error = await Fails(async () => await store.ReadAsync(CancellationToken.None));

        Assert.That(error.IsUnavailable, Is.False);
        Assert.That(error.Message, Does.Contain("another schema than first"));
        Assert.That(await Query("SELECT to_regclass('first.strategy_configurations') IS NULL"), Is.True);
    }

    [Test]
    public async Task ShouldReadAndWriteJsonb()
    {
        await Execute("""
            CREATE TABLE strategy_configurations (id varchar PRIMARY KEY, strategy_type text, instruments jsonb,
                parameters jsonb, is_active boolean, zerodha_trading_enabled boolean)
            """);

        await Put(Some.Plain("a") with { Instruments = "[1,2]", Parameters = "{}" });

        Assert.That(
            (await Read()).Strategies.Single(), Is.EqualTo(Some.Plain("a") with { Instruments = "[1, 2]", Parameters = "{}" }));
    }

    [TestCase("'NaN'", "cannot be read")]
    [TestCase("'Infinity'", "cannot be read")]
    [TestCase("1e100", "cannot be read")]
    public async Task ShouldTellOfNumbersThatAreNone(string number, string error)
    {
        await Put(Some.Full("a"), Some.Full("b"));
        await Execute("ALTER TABLE trading_engine_routes ALTER COLUMN share_percent TYPE numeric");
        await Execute($"UPDATE trading_engine_routes SET share_percent = {number} WHERE trader = 'paper'");

        var errors = await ReadErrors();

        Assert.That(errors, Has.Count.EqualTo(2));
        Assert.That(errors[0], Does.StartWith("trading_engine_routes, row 'a'/'paper', column share_percent: ").And.Contains(error));
    }

    [TestCase("varchar(5)", "must be a boolean, not the text 'true'.")]
    [TestCase("integer", "must be a boolean, not 1 (a Int32).")]
    [TestCase("flag", "must be a boolean, not a value that cannot be read")]
    [TestCase("pair", "must be a boolean, not a value that cannot be read")]
    public async Task ShouldTellOfAColumnOfAnotherType(string type, string error)
    {
        await Put(Some.Full());
        await Execute("CREATE TYPE flag AS ENUM ('true', 'false'); CREATE TYPE pair AS (a int, b int)");
        await Execute("ALTER TABLE strategy_configurations ALTER COLUMN is_active DROP DEFAULT");
        var value = type switch { "pair" => "row(1, 2)::pair", "flag" => "'true'::flag", _ => $"is_active::{type}" };
        await Execute($"ALTER TABLE strategy_configurations ALTER COLUMN is_active TYPE {type} USING {value}");

        Assert.That(
            (await ReadErrors()).Single(), Does.StartWith($"strategy_configurations, row 'momentum-1', column is_active: {error}"));
    }

    [Test]
    public async Task ShouldReadTenThousandStrategies()
    {
        const int Count = 10_000;
        StrategyTrader[] traders =
        [
            new("zerodha", TraderMode.Live) { SharePercent = 50 }, new("paper", TraderMode.Shadow),
        ];
        await Put([.. Enumerable.Range(0, Count).Select(number => Some.Full($"strategy-{number:D5}") with
        {
            Limits = null, Traders = traders[..((number % 2) + 1)],
        })]);
        await using var store = new PostgresStrategyStore(Stage.Database.ConnectionString);
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var set = await store.ReadAsync(CancellationToken.None);
            await TestContext.Out.WriteLineAsync($"{Count} strategies read in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
            Assert.That(set.Strategies, Has.Count.EqualTo(Count));
        }
    }
}
