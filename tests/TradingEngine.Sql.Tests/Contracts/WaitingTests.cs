using TradingEngine.Sql.Tests.Support;

namespace TradingEngine.Sql.Tests.Contracts;

[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class WaitingTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private SqlStrategyStore? _waiter;

    private SqlStrategyStore Waiter => _waiter!;

    [SetUp]
    public async Task PutOne()
    {
        await Put(Some.Full());
        _waiter = NewStore(TimeProvider.System);
    }

    [TearDown]
    public async Task StopWaiter()
    {
        if (_waiter is not null)
        {
            await _waiter.DisposeAsync();
        }
    }

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
        Assert.That((await Waiter.ReadAsync(CancellationToken.None)).Strategies, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldSeeAChangeThatIsMadeBesideTheWait()
    {
        var wait = await ReadAndWait();

        await Waiter.ChangeAsync(set => set with { Strategies = [] }, "tests", CancellationToken.None);

        await wait.WaitAsync(Patience);
        Assert.That(await Waiter.ReadAuditAsync(null, 10, CancellationToken.None), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldSeeAChangeOfItsOwn()
    {
        await Waiter.ReadAsync(CancellationToken.None);
        await Waiter.ChangeAsync(set => set with { Strategies = [] }, "tests", CancellationToken.None);

        await Waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
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
        await Waiter.ReadAsync(CancellationToken.None);
        await Execute("UPDATE trading_engine_routes SET mode = 'off'");

        await Waiter.WaitForChangeAsync(CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldSeeThatAWrongRowWasPutRight()
    {
        await Execute("UPDATE trading_engine_routes SET mode = 'wrong'");
        await Fails(async () => await Waiter.ReadAsync(CancellationToken.None));
        using var cancellation = new CancellationTokenSource();
        var wait = Waiter.WaitForChangeAsync(cancellation.Token).AsTask();

        await Execute("UPDATE trading_engine_routes SET mode = 'live'");

        await wait.WaitAsync(Patience);
        await Waiter.ReadAsync(CancellationToken.None);
    }

    [Test]
    public async Task ShouldEndWhenItIsCancelled()
    {
        await Waiter.ReadAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var wait = Waiter.WaitForChangeAsync(cancellation.Token).AsTask();
        Assert.That(wait.IsCompleted, Is.False);

        await cancellation.CancelAsync();

        Assert.That(async () => await wait.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        wait = Waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        await Execute("DELETE FROM trading_engine_routes");
        await wait.WaitAsync(Patience);
    }

    private async Task<Task> ReadAndWait()
    {
        await Waiter.ReadAsync(CancellationToken.None);
        var wait = Waiter.WaitForChangeAsync(CancellationToken.None).AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        return wait;
    }
}
