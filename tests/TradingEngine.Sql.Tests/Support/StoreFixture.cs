using System.Data.Common;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>A store on a new database, and what tests do with it.</summary>
public abstract class StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<SqlStrategyStore> _stores = [];

    protected TStage Stage { get; private set; } = default!;

    protected SqlStrategyStore Store { get; private set; } = null!;

    protected FakeTimeProvider Clock { get; private set; } = null!;

    [SetUp]
    public async Task StartStage()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 2, 9, 15, 0, TimeSpan.FromMinutes(330)).AddTicks(1_234_567));
        Stage = new TStage();
        await Stage.StartAsync();
        Store = NewStore();
    }

    [TearDown]
    public async Task StopStage()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        _stores.Clear();
        if (Store is not null)
        {
            await Store.DisposeAsync(); // There is none where the test was skipped.
        }

        await Stage.DisposeAsync();
    }

    protected SqlStrategyStore NewStore(TimeProvider? timeProvider = null)
    {
        var store = Stage.CreateStore(timeProvider ?? Clock);
        _stores.Add(store);
        return store;
    }

    protected Task<StrategySet> Read() => Store.ReadAsync(CancellationToken.None).AsTask();

    protected Task<IReadOnlyList<StrategyAuditEntry>> ReadAudit(string? subject = null, int countMax = 1_000) =>
        Store.ReadAuditAsync(subject, countMax, CancellationToken.None).AsTask();

    protected Task<IReadOnlyList<StrategyAuditEntry>> Change(Func<StrategySet, StrategySet> change) =>
        Store.ChangeAsync(change, "tests", CancellationToken.None).AsTask();

    /// <summary>Makes the database hold these strategies.</summary>
    protected Task<IReadOnlyList<StrategyAuditEntry>> Put(params StrategyConfiguration[] strategies) =>
        Change(set => set with { Strategies = strategies });

    /// <summary>Does something as somebody else.</summary>
    protected async Task Execute(string sql)
    {
        await using var connection = await Stage.OpenAsync();
        await Execute(connection, sql);
    }

    protected static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of a query, as somebody else reads it.</summary>
    protected async Task<object?> Query(string sql)
    {
        await using var connection = await Stage.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>What reading complains about.</summary>
    protected async Task<IReadOnlyList<string>> ReadErrors()
    {
        var error = await Fails(Read);
        Assert.That(error.IsUnavailable, Is.False, error.Message);
        return error.Errors;
    }

    /// <summary>Waits until something is so.</summary>
    protected static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    protected static async Task<StrategySourceException> Fails(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (StrategySourceException exception)
        {
            return exception;
        }

        Assert.Fail("It did not fail.");
        return null!;
    }
}
