using System.Data.Common;
using TradingEngine.Sql.Databases;

namespace TradingEngine.Sql.Reading;

/// <summary>Finds tables and columns that are not there; asked only when a statement has failed over one.</summary>
internal static class TableCheck
{
    /// <summary>One sentence for each table and column that is missing.</summary>
    public static async ValueTask<List<string>> FindErrorsAsync(
        SqlDatabase database, DbConnection connection, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        foreach (var table in SqlTable.All)
        {
            if (await ReadColumnsAsync(database, connection, table, cancellationToken).ConfigureAwait(false) is not { } columns)
            {
                errors.Add($"{table.Name}: the table is missing in {database.Name}.");
                continue;
            }

            foreach (var column in table.Columns)
            {
                if (!columns.Contains(column))
                {
                    errors.Add($"{table.Name}, column {column}: is missing in {database.Name}.");
                }
            }
        }

        return errors;
    }

    /// <summary>The names of all columns that a table has; null where there is no such table.</summary>
    public static async ValueTask<HashSet<string>?> ReadColumnsAsync(
        SqlDatabase database, DbConnection connection, SqlTable table, CancellationToken cancellationToken)
    {
        var command = database.CommandOf(connection, $"SELECT * FROM {table.Name} LIMIT 0");
        await using (command.ConfigureAwait(false))
        {
            try
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                    for (var i = 0; i < reader.FieldCount; i++)
                    {
                        columns.Add(reader.GetName(i));
                    }

                    return columns;
                }
            }
            catch (DbException exception) when (database.FaultOf(exception) == SqlFault.Missing)
            {
                return null;
            }
        }
    }
}
