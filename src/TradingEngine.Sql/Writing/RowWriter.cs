using System.Data.Common;
using TradingEngine.Sql.Databases;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Writing;

/// <summary>Runs statements that write, many with one round trip where the database can.</summary>
internal static class RowWriter
{
    private const int BatchCount = 500;

    /// <summary>Runs all, in their order.</summary>
    public static async ValueTask WriteAsync(
        SqlDatabase database, DbConnection connection, IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        if (!connection.CanCreateBatch)
        {
            foreach (var change in changes)
            {
                await WriteAsync(database, connection, change, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        for (var from = 0; from < changes.Count; from += BatchCount)
        {
            var batch = connection.CreateBatch();
            await using (batch.ConfigureAwait(false))
            {
                for (var i = from; i < Math.Min(from + BatchCount, changes.Count); i++)
                {
                    batch.BatchCommands.Add(CommandOf(database, batch, changes[i]));
                }

                await WriteAsync(database, batch, changes, from, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask WriteAsync(
        SqlDatabase database, DbConnection connection, RowChange change, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync(connection, change.Text, cancellationToken, change.Values).ConfigureAwait(false);
        }
        catch (DbException exception) when (database.FaultOf(exception) == SqlFault.Wrong)
        {
            throw Refused(database, change, exception);
        }
    }

    private static async ValueTask WriteAsync(
        SqlDatabase database, DbBatch batch, IReadOnlyList<RowChange> changes, int from, CancellationToken cancellationToken)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (
            database.FaultOf(exception) == SqlFault.Wrong && exception.BatchCommand is not null)
        {
            throw Refused(database, changes[from + batch.BatchCommands.IndexOf(exception.BatchCommand)], exception);
        }
    }

    private static StrategySourceException Refused(SqlDatabase database, RowChange change, DbException exception) =>
        new([$"{database.Name}, row '{change.Subject}': {database.ReasonOf(exception)}"]);

    private static DbBatchCommand CommandOf(SqlDatabase database, DbBatch batch, RowChange change)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = change.Text;
        foreach (var value in change.Values)
        {
            database.AddParameter(command.Parameters, value);
        }

        return command;
    }
}
