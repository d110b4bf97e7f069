using TradingEngine.Sql.Tests.Support;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class WaitingTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private SqlStrategyStore _waiter = null!;

    [SetUp]
    public async Task PutOne()
    {
        await Put(Some.Full());
        _waiter = NewStore(TimeProvider.System);
    }

    [TearDown]
    public async Task StopWaiter() => await _waiter.DisposeAsync();

    [Test]
    public async Task ShouldEndAfterAWhileWhereNothingWasRead()
    {
        var wait = NewStore().WaitForChangeAsync(CancellationToken.None).AsTask();

        await Until(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(wait.IsCompleted);
        });

        await wait;
    }

    [Test]
    public async Task ShouldSeeAChangeOfAnotherStore()
    {
        var wait = await ReadAndWait();

        await Put(Some.Full(), Some.Plain("new"));

        await wait.WaitAsync(Patience);
        Assert.That((await _waiter.ReadAsync(CancellationToken.None)).Strategies, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldSeeAChangeOfItsOwn()
    {
        await _waiter.ReadAsync(CancellationToken.None);
        await _waiter.ChangeAsync(set => set with { Strategies = [] }, "tests", CancellationToken.None);

        await _waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    [TestCase("UPDATE strategy_configurations SET is_active = false")]
    [TestCase("INSERT INTO strategy_configurations (id, is_active, zerodha_trading_enabled) VALUES ('new', true, false)")]
    [TestCase("DELETE FROM strategy_configurations")]
    [TestCase("UPDATE trading_engine_strategies SET is_suspended = false")]
    [TestCase("UPDATE trading_engine_routes SET mode = 'off'")]
    [TestCase("INSERT INTO trading_engine_traders (trader, is_enabled) VALUES ('paper', false)")]
    public async Task ShouldSeeAChangeByHand(string sql)
    {
        var wait = await ReadAndWait();

        await Execute(sql);

        await wait.WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldSeeAChangeThatWasMadeBeforeTheWaitBegan()
    {
        await _waiter.ReadAsync(CancellationToken.None);
        await Execute("UPDATE trading_engine_routes SET mode = 'off'");

        await _waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldSeeThatAWrongRowWasPutRight()
    {
        await Execute("UPDATE trading_engine_routes SET mode = 'wrong'");
        await Fails(async () => await _waiter.ReadAsync(CancellationToken.None));
        using var cancellation = new CancellationTokenSource();
        var wait = _waiter.WaitForChangeAsync(cancellation.Token).AsTask();

        await Execute("UPDATE trading_engine_routes SET mode = 'live'");

        await wait.WaitAsync(Patience);
        await _waiter.ReadAsync(CancellationToken.None);
    }

    [Test]
    public async Task ShouldEndWhenItIsCancelled()
    {
        await _waiter.ReadAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var wait = _waiter.WaitForChangeAsync(cancellation.Token).AsTask();
        Assert.That(wait.IsCompleted, Is.False);

        await cancellation.CancelAsync();

        Assert.That(async () => await wait.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        wait = _waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        await Execute("DELETE FROM trading_engine_routes");
        await wait.WaitAsync(Patience);
    }

    private async Task<Task> ReadAndWait()
    {
        await _waiter.ReadAsync(CancellationToken.None);
        var wait = _waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        return wait;
    }
}
