namespace TradingEngine.Sql;

/// <summary>How a store uses PostgreSQL. Read once, when the store is made.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>
    /// How often the server is asked whether the tables have changed, above zero; it tells of most changes at once,
    /// whatever this is. <value>The default is 5 seconds.</value>
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);
}
