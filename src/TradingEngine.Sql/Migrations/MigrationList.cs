namespace TradingEngine.Sql.Migrations;

/// <summary>All steps of the tables, in their order. What was released is never changed.</summary>
/// <remarks>
/// Every statement leaves alone what is there already: the replaced system's table, and tables that a person has made.
/// Wrong columns show when they are read.
/// </remarks>
internal static class MigrationList
{
    /// <summary>Where the steps that were made are kept.</summary>
    public const string VersionTable = """
        CREATE TABLE IF NOT EXISTS trading_engine_migrations (
            version integer NOT NULL PRIMARY KEY,
            name varchar(100) NOT NULL,
            applied_at {time} NOT NULL
        )
        """;

    /// <summary>
    /// A table that is found further back on the search path would be hidden by a new, empty one.
    /// </summary>
    private const string SchemaCheck = """
        DO $body$
        BEGIN
            IF (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('strategy_configurations'))
                <> current_schema()::regnamespace
            THEN
                RAISE EXCEPTION 'it is in another schema than %, which comes first on the search path', current_schema()
                    USING ERRCODE = 'invalid_schema_definition';
            END IF;
        END
        $body$;

        """;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS strategy_configurations (
            id varchar(256) NOT NULL PRIMARY KEY,
            strategy_type varchar(256) NULL,
            instruments {json} NULL,
            parameters {json} NULL,
            is_active boolean NOT NULL DEFAULT true,
            zerodha_trading_enabled boolean NOT NULL DEFAULT false,
            use_composition boolean NOT NULL DEFAULT true,
            created_at {time} NOT NULL DEFAULT {now},
            updated_at {time} NOT NULL DEFAULT {now}
        );
        CREATE TABLE IF NOT EXISTS trading_engine_strategies (
            strategy_id varchar(256) NOT NULL PRIMARY KEY REFERENCES strategy_configurations (id) ON DELETE CASCADE,
            is_suspended boolean NOT NULL,
            limits {json} NULL
        );
        CREATE TABLE IF NOT EXISTS trading_engine_routes (
            strategy_id varchar(256) NOT NULL REFERENCES strategy_configurations (id) ON DELETE CASCADE,
            trader varchar(100) NOT NULL,
            mode varchar(10) NOT NULL,
            share_percent numeric(5,2) NOT NULL DEFAULT 100,
            terms {json} NULL,
            position integer NOT NULL DEFAULT 0,
            PRIMARY KEY (strategy_id, trader)
        );
        CREATE TABLE IF NOT EXISTS trading_engine_traders (
            trader varchar(100) NOT NULL PRIMARY KEY,
            is_enabled boolean NOT NULL
        );
        CREATE TABLE IF NOT EXISTS trading_engine_audit (
            id {identity},
            changed_at {time} NOT NULL,
            changed_by varchar(100) NOT NULL,
            subject varchar(256) NOT NULL,
            is_switch boolean NOT NULL,
            before {json} NULL,
            after {json} NULL
        );
        CREATE INDEX IF NOT EXISTS trading_engine_audit_subject ON trading_engine_audit (subject, id)
        """;

    /// <summary>
    /// Tells of changes that anybody makes. A role that may not make a trigger on the replaced system's table goes without
    /// it; the watch asks from time to time as well.
    /// </summary>
    private const string Notices = """
        CREATE OR REPLACE FUNCTION trading_engine_notify() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            PERFORM pg_notify('trading_engine_strategies', '');
            RETURN NULL;
        END
        $body$;
        DO $body$
        DECLARE
            name text;
        BEGIN
            FOREACH name IN ARRAY ARRAY['strategy_configurations', 'trading_engine_strategies', 'trading_engine_routes',
                'trading_engine_traders']
            LOOP
                IF has_table_privilege(name, 'TRIGGER')
                    AND EXISTS (SELECT FROM pg_class WHERE oid = name::regclass AND relkind IN ('r', 'p'))
                    AND NOT EXISTS (
                        SELECT FROM pg_trigger WHERE tgrelid = name::regclass AND tgname = 'trading_engine_notify')
                THEN
                    EXECUTE format('CREATE TRIGGER trading_engine_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
                        'ON %I FOR EACH STATEMENT EXECUTE FUNCTION trading_engine_notify()', name);
                END IF;
            END LOOP;
        END
        $body$
        """;

    /// <summary>The steps.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(1, "tables", ForSqlite(Tables), SchemaCheck + ForPostgres(Tables)),
        new(2, "notices", null, Notices),
    ];

    /// <summary>Fills the types of SQLite in.</summary>
    /// <remarks>
    /// A column of type <c>json</c> would turn the text <c>5</c> into a number there; a <c>text</c> stays as it is.
    /// </remarks>
    public static string ForSqlite(string text) => text
        .Replace("{json}", "text", StringComparison.Ordinal)
        .Replace("{time}", "text", StringComparison.Ordinal)
        .Replace("{now}", "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))", StringComparison.Ordinal)
        .Replace("{identity}", "integer NOT NULL PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal);

    /// <summary>Fills the types of PostgreSQL in.</summary>
    public static string ForPostgres(string text) => text
        .Replace("{json}", "json", StringComparison.Ordinal)
        .Replace("{time}", "timestamp with time zone", StringComparison.Ordinal)
        .Replace("{now}", "now()", StringComparison.Ordinal)
        .Replace("{identity}", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal);
}
