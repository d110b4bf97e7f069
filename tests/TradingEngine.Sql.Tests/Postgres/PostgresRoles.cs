using Npgsql;
using TradingEngine.TestKit;

namespace TradingEngine.Sql.Tests.Postgres;

/// <summary>Roles that may not do everything.</summary>
internal static class PostgresRoles
{
    /// <summary>Makes the table as the replaced system has it, its own and not the engine's.</summary>
    public static Task MakeTableOfTheReplacedSystem(PostgresTestDatabase database) => database.ExecuteAsync("""
        CREATE TABLE strategy_configurations (id varchar NOT NULL PRIMARY KEY, strategy_type varchar, instruments json,
            parameters json, is_active boolean, zerodha_trading_enabled boolean, use_composition boolean,
            created_at timestamp, updated_at timestamp);
        DO $$ BEGIN CREATE ROLE engine LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        GRANT SELECT, INSERT, UPDATE, DELETE ON strategy_configurations TO engine;
        GRANT CREATE ON SCHEMA public TO engine
        """);

    /// <summary>How the role <c>engine</c> connects.</summary>
    public static async Task<string> ConnectionStringOfEngine(PostgresTestDatabase database)
    {
        await database.ExecuteAsync("ALTER ROLE engine PASSWORD 'engine'");
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "engine", Password = "engine" }
            .ConnectionString;
    }

    /// <summary>Makes the role <c>reader</c>, which may only read.</summary>
    public static async Task<string> ConnectionStringOfReader(PostgresTestDatabase database)
    {
        await database.ExecuteAsync("""
            DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD 'reader'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader
            """);
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "reader", Password = "reader" }
            .ConnectionString;
    }
}
