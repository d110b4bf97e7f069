using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

/// <summary>Names are data, whatever they look like.</summary>
[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class NameTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private static readonly string[] Names =
    [
        "O'Neil", "'; DROP TABLE strategy_configurations; --", "\"quoted\"", "back\\slash", "@p0", "$1 ?", ":name", "%s {0}",
        "Größe 株式 \U0001F600", "line\nbreak\ttab", " spaces ", "NULL", "0", "1e5", "\u0001", "-- comment", "/*", "$body$",
    ];

    private static IEnumerable<string> Ids => [.. Names, new('x', 256), new('é', 256)];

    [Test]
    public async Task ShouldKeepEveryName()
    {
        StrategyConfiguration[] strategies =
        [
            .. Ids.Select(name => Some.Plain(name) with
            {
                Type = name,
                Traders = [.. Names.Append(new string('é', 100)).Select(trader => new StrategyTrader(trader, TraderMode.Live))],
            }),
        ];
        var switches = Names.ToDictionary(name => name, _ => false);

        await Change(set => set with { Strategies = strategies, TraderSwitches = switches });

        var read = await Read();
        Assert.That(read.Strategies, Is.EqualTo(strategies.OrderBy(strategy => strategy.Id, StringComparer.Ordinal)));
        Assert.That(read.TraderSwitches, Is.EquivalentTo(switches));
        Assert.That(await Put(strategies), Has.Count.EqualTo(0));
    }

    [TestCaseSource(nameof(Ids))]
    public async Task ShouldChangeAndDeleteByName(string name)
    {
        await Put(Some.Full(name), Some.Plain("other"));
        await Put(Some.Full(name) with { IsActive = false, Traders = [] }, Some.Plain("other"));

        Assert.That((await Read()).Strategies.Single(strategy => strategy.Id == name).IsActive, Is.False);
        Assert.That(await ReadAudit(name), Has.Count.EqualTo(2));

        await Put(Some.Plain("other"));
        Assert.That((await Read()).Strategies.Select(strategy => strategy.Id), Is.EqualTo(new[] { "other" }));
    }

    [Test]
    public async Task ShouldKeepTextsOfJsonAsTheyAre()
    {
        string[] texts =
        [
            "5", "\"text\"", "null", "[ 1,2 ]", "{\"a\" : \"\\u0041\", \"a\":1e400}", "1.10", "[]", "{\"ü\":\"\U0001F600'\"}",
        ];
        StrategyConfiguration[] strategies =
        [
            .. texts.Select((text, number) => Some.Plain($"{number}") with { Instruments = text, Parameters = text }),
        ];

        await Put(strategies);

        Assert.That((await Read()).Strategies, Is.EqualTo(strategies));
    }
}
