using System.Data.Common;
using System.Globalization;
using TradingEngine.Sql.Databases;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Migrations;

/// <summary>Brings the tables of a database to the version that this program knows.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The steps, in their order.</param>
/// <param name="timeProvider">Says when a step was made.</param>
internal sealed class Migrator(SqlDatabase database, IReadOnlyList<Migration> migrations, TimeProvider timeProvider)
{
    /// <summary>Makes what is missing, each step in a transaction of its own with its row.</summary>
    /// <exception cref="StrategySourceException">The database is newer than this program.</exception>
    public async ValueTask MigrateAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var versions = await ReadVersionsOrNoneAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var migration in migrations)
        {
            if (!versions.Contains(migration.Version))
            {
                await ApplyAsync(connection, migration, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask ApplyAsync(DbConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginWriteAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var versionTable = database.TypesOf(MigrationList.VersionTable);
            await database.ExecuteAsync(connection, versionTable, cancellationToken).ConfigureAwait(false);

            // Another engine may have made it while this one waited for the lock.
            var versions = await ReadVersionsAsync(connection, cancellationToken).ConfigureAwait(false);
            if (versions.Contains(migration.Version))
            {
                return;
            }

            await RunAsync(connection, migration, cancellationToken).ConfigureAwait(false);
            await database.ExecuteAsync(
                connection,
                "INSERT INTO trading_engine_migrations (version, name, applied_at) VALUES (@p0, @p1, @p2)",
                cancellationToken,
                migration.Version,
                migration.Name,
                database.ValueOf(timeProvider.GetUtcNow())).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(DbConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        if (database.TextOf(migration) is not { } text)
        {
            return;
        }

        try
        {
            await database.ExecuteAsync(connection, text, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (database.FaultOf(exception) == SqlFault.Wrong)
        {
            throw new StrategySourceException([
                $"{database.Name}: the tables of the engine cannot be made beside strategy_configurations, which has to be a " +
                $"table with a text id as its primary key: {database.ReasonOf(exception)}"]);
        }
    }

    private async ValueTask<HashSet<int>> ReadVersionsOrNoneAsync(
        DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadVersionsAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (database.FaultOf(exception) == SqlFault.Missing)
        {
            return [];
        }
    }

    private async ValueTask<HashSet<int>> ReadVersionsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var versions = new HashSet<int>();
        var command = database.CommandOf(connection, "SELECT version FROM trading_engine_migrations");
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    versions.Add(reader.GetInt32(0));
                }
            }
        }

        Check(versions);
        return versions;
    }

    private void Check(HashSet<int> versions)
    {
        var known = migrations[^1].Version;
        foreach (var version in versions)
        {
            if (version > known)
            {
                throw new StrategySourceException([string.Create(
                    CultureInfo.InvariantCulture,
                    $"{database.Name} has tables of version {version}, this program knows them up to {known}: " +
                    $"use a newer one.")]);
            }
        }
    }
}
