namespace TradingEngine.Sql.Databases;

/// <summary>What an exception of a database means to its user.</summary>
internal enum SqlFault
{
    /// <summary>It is no exception of a database: it passes through.</summary>
    None,

    /// <summary>A table or a column is not there.</summary>
    Missing,

    /// <summary>The role or the file may not do this.</summary>
    Denied,

    /// <summary>A value or a table is wrong: a person has to correct it.</summary>
    Wrong,

    /// <summary>It cannot be reached, or not now.</summary>
    Unavailable,
}
