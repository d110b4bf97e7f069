using System.Data.Common;
using TradingEngine.Sql.Databases;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Reading;

/// <summary>Reads the audit.</summary>
internal static class AuditReader
{
    private static readonly string All = $"{SqlTable.Audit.SelectText} ORDER BY id DESC LIMIT @p0";
    private static readonly string OfSubject = $"{SqlTable.Audit.SelectText} WHERE subject = @p1 ORDER BY id DESC LIMIT @p0";

    /// <summary>The newest entries, newest first.</summary>
    public static async ValueTask<IReadOnlyList<StrategyAuditEntry>> ReadAsync(
        SqlDatabase database, DbConnection connection, string? subject, int countMax, CancellationToken cancellationToken)
    {
        var command = subject is null
            ? database.CommandOf(connection, All, countMax)
            : database.CommandOf(connection, OfSubject, countMax, subject);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadRowsAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<IReadOnlyList<StrategyAuditEntry>> ReadRowsAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        var entries = new List<StrategyAuditEntry>();
        var errors = new List<string>();
        var row = new RowReader(reader, SqlTable.Audit, errors);
        while (await row.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            entries.Add(new StrategyAuditEntry(
                row.Time(0), row.RequiredText(1) ?? "", row.Key(2) ?? "", row.Flag(3), row.Text(4), row.Text(5)));
        }

        return errors.Count == 0 ? entries : throw new StrategySourceException(errors);
    }
}
