using System.Data.Common;
using TradingEngine.Sql.Migrations;

namespace TradingEngine.Sql.Databases;

/// <summary>What differs between the databases: connections, transactions, types, errors.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Statements without a result that make a transaction only read.</summary>
    public abstract string ReadOnlyText { get; }

    /// <summary>A query that gives one text for all that the tables hold; null where nobody asks for it.</summary>
    public abstract string? HashText { get; }

    /// <summary>A new connection, open.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that reads what is there at one moment.</summary>
    public abstract ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Begins a transaction that excludes every other store's changes and migrations.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Keeps everybody else from changing the tables until the transaction ends.</summary>
    public abstract ValueTask LockTablesAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>The statements of a migration; null where there is nothing to do here.</summary>
    public abstract string? TextOf(Migration migration);

    /// <summary>Fills the types of this database into a statement.</summary>
    public abstract string TypesOf(string text);

    /// <summary>Adds the value of <c>@p</c> and its number; a text takes the type of the column that it goes to.</summary>
    public abstract void AddParameter(DbParameterCollection parameters, object? value);

    /// <summary>A time as a parameter.</summary>
    public abstract object ValueOf(DateTimeOffset time);

    /// <summary>What an exception means.</summary>
    public abstract SqlFault FaultOf(Exception exception);

    /// <summary>What an exception says, as one sentence without a secret.</summary>
    public abstract string ReasonOf(Exception exception);

    /// <summary>Whether a commit that ended with this exception may have been made all the same.</summary>
    public abstract bool IsCommitUnknown(Exception exception);

    /// <summary>Forgets connections that may be broken.</summary>
    public abstract void Clear();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A command.</summary>
    public DbCommand CommandOf(DbConnection connection, string text, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var value in values)
        {
            AddParameter(command.Parameters, value);
        }

        return command;
    }

    /// <summary>Runs statements without a result.</summary>
    public async ValueTask ExecuteAsync(
        DbConnection connection, string text, CancellationToken cancellationToken, params object?[] values)
    {
        var command = CommandOf(connection, text, values);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a query with one value.</summary>
    public async ValueTask<object?> ScalarAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        var command = CommandOf(connection, text);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
