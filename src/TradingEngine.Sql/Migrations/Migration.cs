namespace TradingEngine.Sql.Migrations;

/// <summary>One step of the tables. Running it twice does no harm.</summary>
/// <param name="Version">Its number, from 1 on.</param>
/// <param name="Name">What it does.</param>
/// <param name="Sqlite">The statements for SQLite; null for none.</param>
/// <param name="Postgres">The statements for PostgreSQL; null for none.</param>
internal sealed record class Migration(int Version, string Name, string? Sqlite, string? Postgres);
