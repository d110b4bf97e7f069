using System.Diagnostics.CodeAnalysis;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;
using TradingEngine.TestKit;

namespace TradingEngine.Sql.Tests.Postgres;

[TestFixture]
public sealed class PostgresWaitingTests : StoreFixture<PostgresStage>
{
    private const string Deactivate = "UPDATE strategy_configurations SET is_active = false";
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [TestCase(Deactivate)]
    [TestCase("DELETE FROM trading_engine_routes")]
    [TestCase("TRUNCATE trading_engine_traders")]
    [TestCase("TRUNCATE strategy_configurations CASCADE")]
    public async Task ShouldBeToldWithoutAsking(string sql)
    {
        await Put(Some.Full());
        await using var waiter = WaiterOf(Never);
        var wait = await ReadAndWait(waiter);

        await Execute(sql);

        await wait.WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldAskWhereNobodyTells()
    {
        await Put(Some.Full());
        await Execute("DROP FUNCTION trading_engine_notify CASCADE");
        await using var waiter = WaiterOf(Soon);
        var wait = await ReadAndWait(waiter);

        await Execute("UPDATE trading_engine_routes SET position = position + 1 WHERE trader = 'paper'");

        await wait.WaitAsync(Patience);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ShouldNotMissAChangeThatIsMadeWhileItReads(bool isTold)
    {
        await Put(Some.Full());
        await Execute(isTold ? "SELECT 1" : "DROP FUNCTION trading_engine_notify CASCADE");
        await using var waiter = WaiterOf(isTold ? Never : Soon);
        await waiter.ReadAsync(CancellationToken.None);
        await using var gate = await PostgresGate.CloseAsync(Stage.Database);
        var read = waiter.ReadAsync(CancellationToken.None).AsTask();
        await Until(gate.HasVisitorAsync);

        await Execute("UPDATE trading_engine_routes SET mode = 'off'");

        await gate.OpenAsync();
        Assert.That((await read.WaitAsync(Patience)).Strategies.Single(), Is.EqualTo(Some.Full()), "It is as it was.");
        await waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldAskInTheTimeOfItsClock()
    {
        await Put(Some.Full());
        await Execute("DROP FUNCTION trading_engine_notify CASCADE");
        var wait = await ReadAndWait(Store);
        await Execute(Deactivate);

        await Until(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(wait.IsCompleted);
        });

        await wait;
    }

    [Test]
    public async Task ShouldNotSeeAChangeWhereThereIsNone()
    {
        await Put(Some.Full());
        await using var waiter = WaiterOf(TimeSpan.FromMilliseconds(1));
        var wait = await ReadAndWait(waiter);

        // The connection that listens has asked many times when its transactions are that many.
        var before = await HashCount();
        await Until(async () => await HashCount() > before + 20 || wait.IsCompleted);
        Assert.That(wait.IsCompleted, Is.False);

        await Execute(Deactivate);
        await wait.WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldConnectAnewAndReadAgainWhenItsConnectionIsCut()
    {
        await Put(Some.Full());
        await using var waiter = WaiterOf(Never);
        var wait = await ReadAndWait(waiter);

        await Stage.Database.Server.TerminateConnectionsAsync(Stage.Database.Name);

        await wait.WaitAsync(Patience);
        Assert.That((await waiter.ReadAsync(CancellationToken.None)).Strategies, Has.Count.EqualTo(1));
        wait = waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        await Execute(Deactivate);
        await wait.WaitAsync(Patience);
    }

    [Test]
    [SuppressMessage("Reliability", "CA2000", Justification = "TryStart gives null where it ignores the test.")]
    public async Task ShouldSeeAChangeAfterTheServerWasAway()
    {
        using var server = PostgresServer.TryStart(out var reason);
        Assert.That(server, Is.Not.Null, reason);
        var database = await server!.CreateDatabaseAsync();
        await using var waiter = new PostgresStrategyStore(
            database.ConnectionString, TimeProvider.System, new PostgresStoreOptions { PollInterval = Soon });
        await waiter.ChangeAsync(set => set with { Strategies = [Some.Full()] }, "tests", CancellationToken.None);
        var wait = await ReadAndWait(waiter);

        server.Stop();

        Assert.That((await Fails(() => wait.WaitAsync(Patience))).IsUnavailable);
        Assert.That((await Fails(async () => await waiter.WaitForChangeAsync(CancellationToken.None))).IsUnavailable);
        Assert.That((await Fails(async () => await waiter.ReadAsync(CancellationToken.None))).IsUnavailable);

        server.Start();
        await database.ExecuteAsync(Deactivate);

        await waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.That((await waiter.ReadAsync(CancellationToken.None)).Strategies.Single().IsActive, Is.False);
        wait = waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        await database.ExecuteAsync("DELETE FROM strategy_configurations");
        await wait.WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldGoOnWithoutATriggerOnATableOfSomebodyElse()
    {
        await PostgresRoles.MakeTableOfTheReplacedSystem(Stage.Database);
        await Execute("GRANT REFERENCES ON strategy_configurations TO engine");
        await using var waiter = new PostgresStrategyStore(
            await PostgresRoles.ConnectionStringOfEngine(Stage.Database),
            TimeProvider.System,
            new PostgresStoreOptions { PollInterval = Soon });
        await waiter.ChangeAsync(set => set with { Strategies = [Some.Full()] }, "tests", CancellationToken.None);
        var wait = await ReadAndWait(waiter);
        Assert.That(await Query("SELECT count(*) FROM pg_trigger WHERE tgname = 'trading_engine_notify'"), Is.EqualTo(3));

        await Execute(Deactivate);

        await wait.WaitAsync(Patience);
    }

    private PostgresStrategyStore WaiterOf(TimeSpan pollInterval) => new(
        Stage.Database.ConnectionString, TimeProvider.System, new PostgresStoreOptions { PollInterval = pollInterval });

    private static async Task<Task> ReadAndWait(SqlStrategyStore waiter)
    {
        await waiter.ReadAsync(CancellationToken.None);
        var wait = waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        return wait;
    }

    private async Task<long> HashCount() => (long)(await Query(
        "SELECT coalesce(sum(idx_scan + seq_scan), 0)::bigint FROM pg_stat_user_tables WHERE relname = 'trading_engine_traders'"))!;
}
