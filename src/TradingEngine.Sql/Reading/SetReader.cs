using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using TradingEngine.Sql.Databases;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Reading;

/// <summary>Reads the strategies and the switches of the traders, all at one go.</summary>
internal sealed class SetReader
{
    private readonly Dictionary<string, StrategyRows> _strategies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _switches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrongSwitches = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];

    /// <summary>What the tables hold, within the transaction of the connection.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connection">A connection within a transaction.</param>
    /// <param name="isSnapshot">Whether the transaction is one that only reads; only then there is a hash.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The set, and errors where something is wrong.</returns>
    public static async ValueTask<SetReading> ReadAsync(
        SqlDatabase database, DbConnection connection, bool isSnapshot, CancellationToken cancellationToken)
    {
        var command = database.CommandOf(connection, TextFor(database, isSnapshot));
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken)
                .ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var set = new SetReader();
                await set.ReadTablesAsync(reader, cancellationToken).ConfigureAwait(false);
                var hash = await ReadHashAsync(reader, cancellationToken).ConfigureAwait(false);
                return new SetReading(set.Build(), hash, set._errors, set._wrong);
            }
        }
    }

    private static string TextFor(SqlDatabase database, bool isSnapshot)
    {
        var texts = new List<string>();
        if (isSnapshot && database.ReadOnlyText.Length > 0)
        {
            texts.Add(database.ReadOnlyText);
        }

        foreach (var table in SqlTable.OfSet)
        {
            texts.Add(table.SelectText);
        }

        if (isSnapshot && database.HashText is { } hash)
        {
            texts.Add(hash);
        }

        return string.Join("; ", texts);
    }

    private async ValueTask ReadTablesAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var isFirst = true;
        foreach (var table in SqlTable.OfSet)
        {
            if (!isFirst)
            {
                await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            }

            isFirst = false;
            var row = new RowReader(reader, table, _errors);
            while (await row.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                var errorsBefore = _errors.Count;
                ReadRow(table, row);
                if (_errors.Count > errorsBefore && row.FirstKey is { } key)
                {
                    (table == SqlTable.Traders ? _wrongSwitches : _wrong).Add(key);
                }
            }
        }
    }

    private static async ValueTask<string?> ReadHashAsync(DbDataReader reader, CancellationToken cancellationToken) =>
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false)
        && await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? reader.GetString(0)
            : null;

    private void ReadRow(SqlTable table, RowReader row)
    {
        if (table == SqlTable.Configurations)
        {
            ReadConfiguration(row);
        }
        else if (table == SqlTable.Strategies)
        {
            ReadStrategy(row);
        }
        else if (table == SqlTable.Routes)
        {
            ReadRoute(row);
        }
        else
        {
            ReadSwitch(row);
        }
    }

    private void ReadConfiguration(RowReader row)
    {
        var id = row.Key(0);
        var configuration = new StrategyConfiguration(id ?? "")
        {
            Type = row.Text(1),
            Instruments = row.Text(2),
            Parameters = row.Text(3),
            IsActive = row.Flag(4),
            ZerodhaTradingEnabled = row.Flag(5),
        };
        if (id is not null && !_strategies.TryAdd(id, new StrategyRows(configuration)))
        {
            row.Report(0, "is there twice.");
        }
    }

    private void ReadStrategy(RowReader row)
    {
        var rows = RowsOf(row);
        var isSuspended = row.Flag(1);
        var limits = row.Text(2) is { } json ? StrategyJson.ReadLimits(json, row.PlaceOf(2), _errors) : null;
        if (rows is null)
        {
            return;
        }

        if (rows.HasState)
        {
            row.Report(0, "is there twice.");
        }

        rows.HasState = true;
        rows.Configuration = rows.Configuration with { IsSuspended = isSuspended, Limits = limits };
    }

    private void ReadRoute(RowReader row)
    {
        var rows = RowsOf(row);
        var name = row.Key(1) ?? "";
        var position = row.Whole(2);
        var mode = ReadMode(row, 3);
        var share = ReadShare(row, 4);
        var terms = ReadTerms(row, 5);
        if (rows is not null && !rows.TryAdd(
            position, new StrategyTrader(name, mode) { SharePercent = share, Terms = terms }))
        {
            row.Report(1, "is there twice.");
        }
    }

    private void ReadSwitch(RowReader row)
    {
        var trader = row.Key(0);
        var isEnabled = row.Flag(1);
        if (trader is not null && !_switches.TryAdd(trader, isEnabled))
        {
            row.Report(0, "is there twice.");
        }
    }

    /// <summary>The strategy that the first column names; null where there is none.</summary>
    private StrategyRows? RowsOf(RowReader row)
    {
        if (row.Key(0) is not { } id)
        {
            return null;
        }

        if (!_strategies.TryGetValue(id, out var rows))
        {
            row.Report(0, $"has no row in {SqlTable.Configurations.Name}.");
        }

        return rows;
    }

    private static TraderMode ReadMode(RowReader row, int column)
    {
        var mode = TraderMode.Off;
        if (row.RequiredText(column) is { } text && !TraderModeText.TryParse(text, out mode))
        {
            row.Report(column, $"must be {TraderModeText.Expectation}, not '{text}'.");
        }

        return mode;
    }

    private static decimal ReadShare(RowReader row, int column)
    {
        if (row.Number(column) is not { } share)
        {
            return StrategyTrader.PercentMax;
        }

        if (!SharePercent.IsValid(share))
        {
            row.Report(column, string.Create(
                CultureInfo.InvariantCulture, $"must be {SharePercent.Expectation}, not {share}."));
        }

        return SharePercent.Trim(share);
    }

    private static string? ReadTerms(RowReader row, int column)
    {
        if (row.Text(column) is not { } json)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                row.Report(column, "must be a JSON object.");
            }
        }
        catch (JsonException exception)
        {
            row.Report(column, $"is not valid JSON: {exception.Message}");
        }

        return json;
    }

    /// <summary>What has a wrong row counts as not read.</summary>
    private StrategySet Build()
    {
        foreach (var trader in _wrongSwitches)
        {
            _switches.Remove(trader);
        }

        var strategies = new List<StrategyConfiguration>(_strategies.Count);
        foreach (var (id, rows) in _strategies)
        {
            if (!_wrong.Contains(id))
            {
                strategies.Add(rows.Build());
            }
        }

        strategies.Sort(static (left, right) => string.CompareOrdinal(left.Id, right.Id));
        return new StrategySet { Strategies = strategies, TraderSwitches = _switches };
    }
}
