namespace TradingEngine.Sql.Tests.Support;

/// <summary>Tables as a person makes them who takes no care: no keys, NULL everywhere, types that are not ours.</summary>
internal static class LooseTables
{
    public const string Sql = """
        CREATE TABLE strategy_configurations (id varchar(256), strategy_type varchar(256), instruments text, parameters text,
            is_active boolean, zerodha_trading_enabled varchar(20));
        CREATE TABLE trading_engine_strategies (strategy_id varchar(256), is_suspended boolean, limits text);
        CREATE TABLE trading_engine_routes (strategy_id varchar(256), trader varchar(256), position integer,
            mode varchar(20), share_percent numeric, terms text);
        CREATE TABLE trading_engine_traders (trader varchar(256), is_enabled boolean);
        """;

    /// <summary>A row of strategy_configurations with these values of its flags.</summary>
    public static string Strategy(string id, string isActive = "true", string zerodha = "NULL") =>
        $"INSERT INTO strategy_configurations (id, is_active, zerodha_trading_enabled) VALUES ({id}, {isActive}, {zerodha});";

    /// <summary>A row of trading_engine_routes.</summary>
    public static string Route(
        string trader = "'paper'", string mode = "'live'", string share = "100", string terms = "NULL",
        string position = "0", string id = "'m-1'") =>
        "INSERT INTO trading_engine_routes (strategy_id, trader, mode, share_percent, terms, position) " +
        $"VALUES ({id}, {trader}, {mode}, {share}, {terms}, {position});";
}
