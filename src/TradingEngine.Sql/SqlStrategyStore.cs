using System.Data.Common;
using TradingEngine.Sql.Databases;
using TradingEngine.Sql.Migrations;
using TradingEngine.Sql.Reading;
using TradingEngine.Sql.Writing;
using TradingEngine.Strategies;

namespace TradingEngine.Sql;

/// <summary>What the stores in databases have in common: tables, migrations, reading, changing, the audit.</summary>
/// <remarks>
/// The tables are made or brought up to date at the first use. <see cref="ReadAsync"/> and <see
/// cref="WaitForChangeAsync"/> are used by one caller at a time, the others beside them by anybody. Any number of stores,
/// in any number of processes, may share a database.
/// </remarks>
public abstract class SqlStrategyStore : IStrategyStore
{
    private const int ChangedByLengthMax = 100;

    private readonly SqlDatabase _database;
    private readonly ChangeWatch _watch;
    private readonly TimeProvider _timeProvider;
    private readonly Migrator _migrator;
    private bool _isMigrated;

    private protected SqlStrategyStore(
        SqlDatabase database, ChangeWatch watch, TimeProvider timeProvider, IReadOnlyList<Migration> migrations)
    {
        _database = database;
        _watch = watch;
        _timeProvider = timeProvider;
        _migrator = new Migrator(database, migrations, timeProvider);
    }

    /// <inheritdoc/>
    public string Name => _database.Name;

    /// <inheritdoc/>
    /// <remarks>
    /// One snapshot: the strategies in the order of their ids, ordinal, the traders of each in the order of position and
    /// name. <see cref="StrategySet.Others"/> is null and <see cref="StrategyConfiguration.ZerodhaTradingEnabled"/> never
    /// is. A role or a file that may only be read is enough where the tables are there.
    /// </remarks>
    public ValueTask<StrategySet> ReadAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => ReadSetAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask WaitForChangeAsync(CancellationToken cancellationToken)
    {
        await GuardAsync(async () =>
        {
            await _watch.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A strategy whose id is another is deleted and made anew. What the tables cannot keep is refused: an id or a trader
    /// that is there twice, texts that are no JSON, a share with more than two decimals, <see cref="StrategySet.Others"/>.
    /// <see cref="StrategyConfiguration.ZerodhaTradingEnabled"/> is written as false where it is null. Where the connection
    /// is lost during the commit, the exception says that the change may or may not have been made.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="changedBy"/> has not 1 to 100 characters.</exception>
    public async ValueTask<IReadOnlyList<StrategyAuditEntry>> ChangeAsync(
        Func<StrategySet, StrategySet> change, string changedBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentException.ThrowIfNullOrEmpty(changedBy);
        if (changedBy.Length > ChangedByLengthMax)
        {
            throw new ArgumentException("Must have 1 to 100 characters.", nameof(changedBy));
        }

        var time = _timeProvider.GetUtcNow().ToUniversalTime();
        var now = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
        var storeChange = new StoreChange(_database, now, change, changedBy);
        var entries = await GuardAsync(() => WithConnectionAsync(
            mayOnlyRead: false, storeChange.MakeAsync, cancellationToken)).ConfigureAwait(false);
        storeChange.Failure?.Throw();
        return entries;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="countMax"/> is below zero.</exception>
    public ValueTask<IReadOnlyList<StrategyAuditEntry>> ReadAuditAsync(
        string? subject, int countMax, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(countMax);
        return GuardAsync(() => WithConnectionAsync(
            mayOnlyRead: true,
            (connection, token) => AuditReader.ReadAsync(_database, connection, subject, countMax, token),
            cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private async ValueTask<StrategySet> ReadSetAsync(CancellationToken cancellationToken)
    {
        var reading = await WithConnectionAsync(
            mayOnlyRead: true,
            async (connection, token) =>
            {
                // Before the snapshot: what is changed after it must be noticed.
                await _watch.BeginReadAsync(token).ConfigureAwait(false);
                var transaction = await _database.BeginReadAsync(connection, token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    return await SetReader.ReadAsync(_database, connection, isSnapshot: true, token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        _watch.EndRead(reading.Hash);
        return reading.GetSet();
    }

    private async ValueTask<T> WithConnectionAsync<T>(
        bool mayOnlyRead, Func<DbConnection, CancellationToken, ValueTask<T>> use, CancellationToken cancellationToken)
    {
        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (!_isMigrated)
            {
                await MigrateAsync(connection, mayOnlyRead, cancellationToken).ConfigureAwait(false);
            }

            return await use(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MigrateAsync(DbConnection connection, bool mayOnlyRead, CancellationToken cancellationToken)
    {
        try
        {
            await _migrator.MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
            _isMigrated = true;
        }
        catch (DbException exception) when (mayOnlyRead && _database.FaultOf(exception) == SqlFault.Denied)
        {
            // Whether the tables are there all the same shows when they are read.
        }
    }

    /// <summary>Turns exceptions of the database into sentences.</summary>
    private async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (Exception exception) when (_database.FaultOf(exception) != SqlFault.None)
        {
            throw await ErrorOfAsync(exception).ConfigureAwait(false);
        }
    }

    private async ValueTask<StrategySourceException> ErrorOfAsync(Exception exception)
    {
        var sentence = $"{Name}: {_database.ReasonOf(exception)}";
        switch (_database.FaultOf(exception))
        {
            case SqlFault.Missing:
                var errors = await FindMissingAsync().ConfigureAwait(false);
                return new StrategySourceException(errors.Count > 0 ? errors : [sentence]);
            case SqlFault.Wrong:
                return new StrategySourceException([sentence]);
            default:
                _database.Clear();
                return new StrategySourceException(sentence, exception);
        }
    }

    private async ValueTask<List<string>> FindMissingAsync()
    {
        try
        {
            var connection = await _database.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await TableCheck.FindErrorsAsync(_database, connection, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (_database.FaultOf(exception) != SqlFault.None)
        {
            return [];
        }
    }
}
