using System.Globalization;
using System.Text;
using TradingEngine.Sql.Reading;

namespace TradingEngine.Sql.Writing;

/// <summary>The statements that write.</summary>
internal sealed class WriteTexts
{
    public const string DeleteConfiguration = "DELETE FROM strategy_configurations WHERE id = @p0";

    public const string PutStrategy = """
        INSERT INTO trading_engine_strategies (strategy_id, is_suspended, limits) VALUES (@p0, @p1, @p2)
        ON CONFLICT (strategy_id) DO UPDATE SET is_suspended = excluded.is_suspended, limits = excluded.limits
        """;

    /// <summary>Without a position the row keeps the one that it has.</summary>
    public const string PutRoute = """
        INSERT INTO trading_engine_routes (strategy_id, trader, mode, share_percent, terms, position)
        VALUES (@p0, @p1, @p2, @p3, @p4, coalesce(@p5, 0))
        ON CONFLICT (strategy_id, trader) DO UPDATE SET mode = excluded.mode, share_percent = excluded.share_percent,
            terms = excluded.terms, position = coalesce(@p5, trading_engine_routes.position)
        """;

    public const string DeleteRoute = "DELETE FROM trading_engine_routes WHERE strategy_id = @p0 AND trader = @p1";

    public const string PutTrader = """
        INSERT INTO trading_engine_traders (trader, is_enabled) VALUES (@p0, @p1)
        ON CONFLICT (trader) DO UPDATE SET is_enabled = excluded.is_enabled
        """;

    public const string DeleteTrader = "DELETE FROM trading_engine_traders WHERE trader = @p0";

    public const string InsertAudit = """
        INSERT INTO trading_engine_audit (changed_at, changed_by, subject, is_switch, before, after)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        """;

    private static readonly string[] KnownExtraColumns = ["use_composition", "created_at", "updated_at"];

    /// <summary>The statements for a table <c>strategy_configurations</c> that has these columns.</summary>
    /// <remarks>
    /// The replaced system gives values to its columns itself, so they may have no default; older tables lack some.
    /// </remarks>
    public WriteTexts(HashSet<string> columns)
    {
        var names = new List<string>(SqlTable.Configurations.Columns);
        var extra = new List<string>();
        foreach (var name in KnownExtraColumns)
        {
            if (columns.Contains(name))
            {
                extra.Add(name);
            }
        }

        names.AddRange(extra);
        ExtraColumns = extra;
        InsertConfiguration =
            $"INSERT INTO strategy_configurations ({string.Join(", ", names)}) VALUES ({ParametersUpTo(names.Count)})";
        HasUpdateTime = extra.Contains("updated_at");
        UpdateConfiguration = "UPDATE strategy_configurations SET strategy_type = @p1, instruments = @p2, " +
            $"parameters = @p3, is_active = @p4, zerodha_trading_enabled = @p5{(HasUpdateTime ? ", updated_at = @p6" : "")} " +
            "WHERE id = @p0";
    }

    /// <summary>Columns beside those that are read, in the order of their parameters.</summary>
    public IReadOnlyList<string> ExtraColumns { get; }

    /// <summary>Whether the table says when a row was changed.</summary>
    public bool HasUpdateTime { get; }

    public string InsertConfiguration { get; }

    public string UpdateConfiguration { get; }

    private static string ParametersUpTo(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}@p{i}");
        }

        return text.ToString();
    }
}
