using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

/// <summary>Every wrong row is told with its table, its row and its column, all of them in one error.</summary>
[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class BadRowTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private const string Flags = "strategy_configurations, row 'm-1', column zerodha_trading_enabled: ";
    private const string RouteRow = "trading_engine_routes, row 'm-1'/'paper', column ";

    private static IEnumerable<TestCaseData> Routes =>
    [
        new(LooseTables.Route(mode: "'lvie'"), RouteRow + "mode: must be live, shadow or off, not 'lvie'."),
        new(LooseTables.Route(mode: "'Live'"), RouteRow + "mode: must be live, shadow or off, not 'Live'."),
        new(LooseTables.Route(mode: "NULL"), RouteRow + "mode: is NULL."),
        new(LooseTables.Route(share: "NULL"), RouteRow + "share_percent: is NULL."),
        new(LooseTables.Route(share: "-0.01"), RouteRow + "share_percent: must be 0 to 100 with up to two decimals, not -0.01."),
        new(LooseTables.Route(share: "100.5"), RouteRow + "share_percent: must be 0 to 100 with up to two decimals, not 100.5."),
        new(LooseTables.Route(share: "33.333"), RouteRow + "share_percent: must be 0 to 100 with up to two decimals, not 33.333."),
        new(LooseTables.Route(position: "NULL"), RouteRow + "position: is NULL."),
        new(LooseTables.Route(terms: "'[]'"), RouteRow + "terms: must be a JSON object."),
        new(LooseTables.Route(trader: "NULL"), "trading_engine_routes, row 'm-1', column trader: is NULL."),
        new(LooseTables.Route(trader: "''"), "trading_engine_routes, row 'm-1', column trader: is empty."),
        new(LooseTables.Route(id: "NULL"), "trading_engine_routes, row number 1, column strategy_id: is NULL."),
        new(LooseTables.Route(id: "'gone'"), "trading_engine_routes, row 'gone', column strategy_id: has no row in strategy_configurations."),
        new(LooseTables.Route() + LooseTables.Route(), RouteRow + "trader: is there twice."),
    ];

    [SetUp]
    public async Task MakeTables()
    {
        await Execute(LooseTables.Sql);
        await Read();
    }

    [TestCaseSource(nameof(Routes))]
    public async Task ShouldTellOfAWrongRoute(string sql, string error)
    {
        await Execute("ALTER TABLE strategy_configurations DROP COLUMN zerodha_trading_enabled");
        await Execute("ALTER TABLE strategy_configurations ADD COLUMN zerodha_trading_enabled boolean");
        await Execute(LooseTables.Strategy("'m-1'", zerodha: "true") + sql);

        Assert.That(await ReadErrors(), Is.EqualTo(new[] { error }));
    }

    [TestCase("NULL", Flags + "is NULL.")]
    [TestCase("'yes'", Flags + "must be a boolean, not the text 'yes'.")]
    [TestCase("'true'", Flags + "must be a boolean, not the text 'true'.")]
    [TestCase("'it''s'", Flags + "must be a boolean, not the text 'it's'.")]
    public async Task ShouldTellOfAWrongFlag(string value, string error)
    {
        await Execute(LooseTables.Strategy("'m-1'", zerodha: value));

        Assert.That(await ReadErrors(), Is.EqualTo(new[] { error }));
    }

    [Test]
    public async Task ShouldTellOfAllThatIsWrongAtOnce()
    {
        await Execute(
            LooseTables.Strategy("'m-1'", "NULL") + LooseTables.Strategy("'m-1'") + LooseTables.Strategy("NULL") +
            LooseTables.Strategy("''") + LooseTables.Route(mode: "'lvie'", terms: "'{'") +
            "INSERT INTO trading_engine_strategies (strategy_id, is_suspended, limits) VALUES ('m-1', NULL, '{\"Max\":1}');" +
            "INSERT INTO trading_engine_strategies (strategy_id, is_suspended, limits) VALUES ('m-1', true, 'none');" +
            "INSERT INTO trading_engine_traders (trader, is_enabled) VALUES ('paper', NULL), ('paper', true), (NULL, true);");

        var errors = await ReadErrors();

        string[] expected =
        [
            "strategy_configurations, row 'm-1', column is_active: is NULL.", Flags + "is NULL.", Flags + "is NULL.",
            "strategy_configurations, row 'm-1', column id: is there twice.",
            "strategy_configurations, row number 3, column id: is NULL.",
            "strategy_configurations, row number 3, column zerodha_trading_enabled: is NULL.",
            "strategy_configurations, row number 4, column id: is empty.",
            "strategy_configurations, row number 4, column zerodha_trading_enabled: is NULL.",
            "trading_engine_strategies, row 'm-1', column is_suspended: is NULL.",
            "trading_engine_strategies, row 'm-1', column limits, limit Max: there is no such limit.",
            "trading_engine_strategies, row 'm-1', column limits: is not valid JSON",
            "trading_engine_strategies, row 'm-1', column strategy_id: is there twice.",
            RouteRow + "mode: must be live, shadow or off, not 'lvie'.", RouteRow + "terms: is not valid JSON",
            "trading_engine_traders, row 'paper', column is_enabled: is NULL.",
            "trading_engine_traders, row 'paper', column trader: is there twice.",
            "trading_engine_traders, row number 3, column trader: is NULL.",
        ];
        Assert.That(errors, Has.Count.EqualTo(expected.Length), string.Join('\n', errors));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.That(errors[i], Does.StartWith(expected[i]));
        }
    }

    /// <summary>Somebody's mistake must not hold up the change of another strategy, such as one that ends its trading.</summary>
    [Test]
    public async Task ShouldChangeOthersAndLeaveWhatHasAWrongRowAsItIs()
    {
        await Execute("ALTER TABLE strategy_configurations DROP COLUMN zerodha_trading_enabled");
        await Execute("ALTER TABLE strategy_configurations ADD COLUMN zerodha_trading_enabled boolean");
        await Execute(LooseTables.Strategy("'m-1'") + LooseTables.Strategy("'m-2'", zerodha: "true"));
        var given = new List<string>();

        await Change(set =>
        {
            given.AddRange(set.Strategies.Select(strategy => strategy.Id));
            return set with { Strategies = [set.Strategies[0] with { Type = "changed" }] };
        });

        Assert.That(given, Is.EqualTo(new[] { "m-2" }));
        var error = await Fails(Read);
        Assert.That(error.Errors, Is.EqualTo(new[] { Flags + "is NULL." }));
        Assert.That(error.Readable!.Strategies.Select(one => (one.Id, one.Type)), Is.EqualTo(new[] { ("m-2", "changed") }));
        Assert.That(await Query("SELECT count(*) FROM strategy_configurations"), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldNotChangeWhatHasAWrongRow()
    {
        await Execute(LooseTables.Strategy("'m-1'"));

        var error = await Fails(() => Change(set => set with { Strategies = [new("m-1")] }));

        Assert.That(error.Errors, Is.EqualTo(new[]
        {
            "The rows of strategy 'm-1' cannot be read; correct them first.", Flags + "is NULL.",
        }));
        Assert.That(await Query("SELECT count(*) FROM trading_engine_audit"), Is.EqualTo(0));
    }

    [Test]
    public async Task ShouldTellOfMissingColumns()
    {
        await Execute("ALTER TABLE trading_engine_routes DROP COLUMN terms");
        await Execute("ALTER TABLE strategy_configurations DROP COLUMN is_active");

        Assert.That(await ReadErrors(), Is.EqualTo(new[]
        {
            $"strategy_configurations, column is_active: is missing in {Store.Name}.",
            $"trading_engine_routes, column terms: is missing in {Store.Name}.",
        }));
        Assert.That((await Fails(() => Change(set => set))).Errors, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldTellOfMissingTables()
    {
        await Execute("DROP TABLE trading_engine_traders");
        await Execute("DROP TABLE trading_engine_audit");

        Assert.That(await ReadErrors(), Is.EqualTo(new[]
        {
            $"trading_engine_traders: the table is missing in {Store.Name}.",
            $"trading_engine_audit: the table is missing in {Store.Name}.",
        }));
        var error = await Fails(() => ReadAudit());
        Assert.That((error.Errors.Count, error.IsUnavailable), Is.EqualTo((2, false)));
    }

    [Test]
    public async Task ShouldReadTablesOfAPersonWhoTookCare()
    {
        await Execute("ALTER TABLE strategy_configurations DROP COLUMN zerodha_trading_enabled");
        await Execute("ALTER TABLE strategy_configurations ADD COLUMN zerodha_trading_enabled boolean");
        await Execute(LooseTables.Strategy("'m-1'", zerodha: "false") + LooseTables.Route(share: "12.50", terms: "'{}'"));

        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Plain("m-1") with
        {
            Traders = [new StrategyTrader("paper", TraderMode.Live) { SharePercent = 12.5m, Terms = "{}" }],
        }));
    }
}
