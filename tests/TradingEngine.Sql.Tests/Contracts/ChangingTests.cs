using System.Globalization;
using TradingEngine.Risk;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class ChangingTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    [Test]
    public async Task ShouldInsertUpdateAndDelete()
    {
        var added = await Put(Some.Full("a"), Some.Plain("b"), Some.Plain("c"));
        Assert.That(added.Select(entry => (entry.Subject, entry.Before)), Is.EqualTo(
            new[] { ("a", (string?)null), ("b", null), ("c", null) }));

        var changed = await Put(Some.Full("a"), Some.Plain("b") with { IsActive = false });

        Assert.That(changed.Select(entry => (entry.Subject, entry.Before is null, entry.After is null)), Is.EqualTo(
            new[] { ("c", false, true), ("b", false, false) }));
        Assert.That((await Read()).Strategies, Is.EqualTo(
            new[] { Some.Full("a"), Some.Plain("b") with { IsActive = false } }));
    }

    [Test]
    public async Task ShouldGiveTheSetToTheChange()
    {
        await Put(Some.Full());
        StrategySet? given = null;

        await Change(set => given = set);

        Assert.That(given!.Strategies, Is.EqualTo(new[] { Some.Full() }));
    }

    [Test]
    public async Task ShouldWriteNothingWhereNothingDiffers()
    {
        await Put(Some.Full());
        var updatedAt = await Query("SELECT updated_at FROM strategy_configurations");
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await Put(Some.Full()), Is.Empty);

        Assert.That(await Query("SELECT updated_at FROM strategy_configurations"), Is.EqualTo(updatedAt));
        Assert.That(await ReadAudit(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldChangeTheTimeOnlyWhereTheReplacedSystemsColumnsDiffer()
    {
        await Put(Some.Full());
        var updatedAt = await Query("SELECT updated_at FROM strategy_configurations");
        Clock.Advance(TimeSpan.FromHours(1));

        await Put(Some.Full() with { IsSuspended = false, Limits = null, Traders = [] });
        Assert.That(await Query("SELECT updated_at FROM strategy_configurations"), Is.EqualTo(updatedAt));

        await Put(Some.Full() with { IsSuspended = false, Limits = null, Traders = [], IsActive = false });
        Assert.That(await Query("SELECT updated_at FROM strategy_configurations"), Is.Not.EqualTo(updatedAt));
    }

    [Test]
    public async Task ShouldKeepPositionsThatAPersonChose()
    {
        await Put(Some.Full());
        await Execute("UPDATE trading_engine_routes SET position = position * 10 + 100");

        await Put(With(traders => [traders[0] with { SharePercent = 50 }, traders[1], traders[2]]));
        Assert.That(await Positions(), Is.EqualTo("zerodha 100, paper 110, other 120"));

        await Put(With(traders => [traders[1], traders[2], new StrategyTrader("new", TraderMode.Live), traders[0]]));
        Assert.That(await Positions(), Is.EqualTo("paper 0, other 1, new 2, zerodha 3"));

        await Put(With(traders => [traders[2]]));
        Assert.That(await Positions(), Is.EqualTo("other 0"));
    }

    [Test]
    public async Task ShouldTakeARenameAsADeleteAndAnInsert()
    {
        await Put(Some.Full("old"));

        var entries = await Put(Some.Full("new"));

        Assert.That(entries.Select(entry => (entry.Subject, entry.After is null)), Is.EqualTo(
            new[] { ("old", true), ("new", false) }));
        Assert.That((await Read()).Strategies.Single(), Is.EqualTo(Some.Full("new")));
        Assert.That(await Query("SELECT count(*) FROM trading_engine_routes"), Is.EqualTo(3));
    }

    [Test]
    public async Task ShouldWriteFalseWhereZerodhaIsLeftOpen()
    {
        var entry = (await Put(new StrategyConfiguration("open"))).Single();

        Assert.That((await Read()).Strategies.Single().ZerodhaTradingEnabled, Is.False);
        Assert.That(entry.After, Does.Contain("\"zerodha_trading_enabled\":false"));
        Assert.That(await Put(new StrategyConfiguration("open")), Is.Empty);
    }

    [Test]
    public async Task ShouldSwitchTraders()
    {
        var entries = await Switch(new() { ["paper"] = true, ["zerodha"] = false });
        Assert.That(entries.Select(entry => (entry.Subject, entry.IsSwitch, entry.Before, entry.After)), Is.EquivalentTo(
            new[] { ("paper", true, (string?)null, """{"is_enabled":true}"""), ("zerodha", true, null, """{"is_enabled":false}""") }));

        entries = await Switch(new() { ["zerodha"] = true });

        Assert.That(entries.Select(entry => (entry.Subject, entry.Before, entry.After)), Is.EquivalentTo(
            new[]
            {
                ("paper", """{"is_enabled":true}""", (string?)null),
                ("zerodha", """{"is_enabled":false}""", """{"is_enabled":true}"""),
            }));
        Assert.That((await Read()).TraderSwitches, Is.EqualTo(new Dictionary<string, bool> { ["zerodha"] = true }));
    }

    [Test]
    public async Task ShouldKeepAnAudit()
    {
        var first = await Put(Some.Full());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Store.ChangeAsync(
            set => set with { Strategies = [Some.Full() with { IsSuspended = false }, Some.Plain("b")] },
            "Réne O'Neil; DROP TABLE", CancellationToken.None);

        var audit = await ReadAudit();

        Assert.That(audit, Is.EqualTo(second.Concat(first).OrderByDescending(entry => entry.Time)
            .ThenByDescending(entry => entry.Subject == "b")));
        Assert.That(audit[0].ChangedBy, Is.EqualTo("Réne O'Neil; DROP TABLE"));
        Assert.That(audit[0].Time.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(audit[^1].After, Is.EqualTo(StrategyJson.Write(Some.Full())));
        Assert.That(audit[1].Before, Is.EqualTo(audit[2].After));
        Assert.That(await ReadAudit("b"), Is.EqualTo(new[] { audit[0] }));
        Assert.That(await ReadAudit(countMax: 2), Is.EqualTo(audit.Take(2)));
        Assert.That(await ReadAudit(countMax: 0), Is.Empty);
    }

    [Test]
    public async Task ShouldPassOnWhatTheChangeThrows()
    {
        await Put(Some.Full());
        var thrown = new InvalidDataException("not so");

        Assert.That(async () => await Change(_ => throw thrown), Throws.Exception.SameAs(thrown));
        Assert.That(async () => await Change(_ => null!), Throws.InvalidOperationException);

        Assert.That(await Put(Some.Full() with { IsActive = false }), Has.Count.EqualTo(1), "Nothing is locked.");
    }

    [Test]
    public async Task ShouldRefuseDuplicates()
    {
        var twice = new StrategyTrader("paper", TraderMode.Live);

        var error = await Fails(() => Put(Some.Plain("a"), Some.Plain("a"), Some.Plain("b") with { Traders = [twice, twice] }));

        Assert.That(error.Errors, Is.EqualTo(
            new[] { "strategy 'a': is there twice.", "strategy 'b', trader 'paper': is there twice." }));
        Assert.That(error.IsUnavailable, Is.False);
        Assert.That((await Read()).Strategies, Is.Empty);
    }

    [Test]
    public async Task ShouldRefuseWhatCouldNotBeReadAgain()
    {
        var error = await Fails(() => Change(set => set with
        {
            Strategies =
            [
                Some.Plain("") with { Instruments = "[1", Parameters = "\"\ud800\"", Type = "a\0b" },
                Some.Plain(new string('x', 257)),
                Some.Plain("b") with
                {
                    Traders =
                    [
                        new StrategyTrader("", TraderMode.Live) { SharePercent = 33.333m },
                        new StrategyTrader("paper", TraderMode.Live) { SharePercent = 101, Terms = "[]" },
                    ],
                },
            ],
            Others = ["paper"],
        }));

        Assert.That(error.Errors, Has.Count.EqualTo(10), error.Message.Replace(". ", ".\n", StringComparison.Ordinal));
        Assert.That((await Read()).Strategies, Is.Empty);
    }

    [TestCase("")]
    [TestCase(null)]
    public void ShouldDemandToKnowWho(string? changedBy) => Assert.That(
        async () => await Store.ChangeAsync(set => set, changedBy!, CancellationToken.None),
        Throws.InstanceOf<ArgumentException>());

    [Test]
    public async Task ShouldTakeANameOfAHundredCharacters()
    {
        await Store.ChangeAsync(
            set => set with { Strategies = [Some.Plain("a")] }, new string('é', 100), CancellationToken.None);

        Assert.That(
            async () => await Store.ChangeAsync(set => set, new string('é', 101), CancellationToken.None),
            Throws.ArgumentException);
    }

    [Test]
    public async Task ShouldKeepEveryNumberOfLimits()
    {
        var limits = new RiskLimits
        {
            OrderNotionalMax = 1234567890123.4567m,
            PriceCollarPercent = 0.10m,
            OrdersPerSecondMax = 10,
            OpenOrdersMax = 1,
            PositionQuantityMax = long.MaxValue,
        };
        await Put(Some.Plain("a") with { Limits = limits });

        Assert.That((await Read()).Strategies.Single().Limits, Is.EqualTo(limits));
    }

    private static StrategyConfiguration With(Func<IReadOnlyList<StrategyTrader>, StrategyTrader[]> traders) =>
        Some.Full() with { Traders = traders(Some.Full().Traders) };

    private Task<IReadOnlyList<StrategyAuditEntry>> Switch(Dictionary<string, bool> switches) =>
        Change(set => set with { TraderSwitches = switches });

    private async Task<string> Positions()
    {
        var texts = new List<string>();
        await using var connection = await Stage.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT trader, position FROM trading_engine_routes ORDER BY position, trader";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            texts.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(0)} {reader.GetInt32(1)}"));
        }

        return string.Join(", ", texts);
    }
}
