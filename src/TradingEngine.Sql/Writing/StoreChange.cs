using System.Data.Common;
using System.Runtime.ExceptionServices;
using TradingEngine.Sql.Databases;
using TradingEngine.Sql.Reading;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Writing;

/// <summary>One change of the tables, from the reading to the commit.</summary>
/// <param name="database">The database.</param>
/// <param name="now">The time of the change, in whole microseconds: PostgreSQL keeps no more.</param>
/// <param name="change">Gives the set as it is to be.</param>
/// <param name="changedBy">Who does it.</param>
internal sealed class StoreChange(
    SqlDatabase database, DateTimeOffset now, Func<StrategySet, StrategySet> change, string changedBy)
{
    /// <summary>What the caller's function threw; it is thrown again when the transaction is over.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Makes the change, all or nothing.</summary>
    /// <returns>What was changed.</returns>
    public async ValueTask<IReadOnlyList<StrategyAuditEntry>> MakeAsync(
        DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginWriteAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await database.LockTablesAsync(connection, cancellationToken).ConfigureAwait(false);
            var reading = await SetReader.ReadAsync(database, connection, isSnapshot: false, cancellationToken)
                .ConfigureAwait(false);
            var before = reading.Set;
            if (Ask(reading) is not { } wanted)
            {
                return [];
            }

            var columns = await TableCheck.ReadColumnsAsync(
                database, connection, SqlTable.Configurations, cancellationToken).ConfigureAwait(false);
            var diff = SetDiff.Of(
                before, SetToWrite.Of(wanted), new WriteTexts(columns!), now, database.ValueOf(now), changedBy);
            if (diff.Changes.Count > 0)
            {
                await RowWriter.WriteAsync(database, connection, diff.Changes, cancellationToken).ConfigureAwait(false);
                await CommitAsync(transaction).ConfigureAwait(false);
            }

            return diff.Entries;
        }
    }

    /// <summary>
    /// Lets the caller change what could be read. What has a wrong row stays as it is: it must not hold up the change of
    /// another strategy, such as one that ends its trading.
    /// </summary>
    private StrategySet? Ask(SetReading reading)
    {
        try
        {
            var wanted = change(reading.Set)
                ?? throw new InvalidOperationException("The change gave no set of strategies.");
            foreach (var strategy in wanted.Strategies)
            {
                if (reading.WrongIds.Contains(strategy.Id))
                {
                    throw new StrategySourceException([$"The rows of strategy '{strategy.Id}' cannot be read; correct them first."]);
                }
            }

            return wanted;
        }
        catch (StrategySourceException exception) when (reading.Errors.Count > 0 && !exception.IsUnavailable)
        {
            Failure = ExceptionDispatchInfo.Capture(new StrategySourceException([.. exception.Errors, .. reading.Errors]));
            return null;
        }
        catch (Exception exception)
        {
            Failure = ExceptionDispatchInfo.Capture(exception);
            return null;
        }
    }

    private async ValueTask CommitAsync(DbTransaction transaction)
    {
        try
        {
            // Not ended by the caller: then nobody would know whether it was made.
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            database.FaultOf(exception) != SqlFault.None && database.IsCommitUnknown(exception))
        {
            throw new StrategySourceException(
                $"{database.Name}: the connection was lost while the change was committed: it may or may not have been " +
                $"made. Read it again before you repeat it. {database.ReasonOf(exception)}",
                exception);
        }
    }
}
