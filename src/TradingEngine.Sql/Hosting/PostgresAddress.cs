using Npgsql;

namespace TradingEngine.Sql.Hosting;

/// <summary>Connection strings of Npgsql, and addresses as the replaced system has them.</summary>
internal static class PostgresAddress
{
    private const string SchemeStart = "postgres";
    private const string SslModeName = "sslmode";

    /// <summary>
    /// Makes a connection string of one, or of an address such as <c>postgresql+asyncpg://user:password@host:5432/database</c>.
    /// </summary>
    /// <returns>False where it is neither; <paramref name="error"/> then says why, without what was given.</returns>
    public static bool TryRead(string text, out string connectionString, out string error)
    {
        connectionString = "";
        error = "";
        var isAddress = text.StartsWith(SchemeStart, StringComparison.OrdinalIgnoreCase)
            && text.Contains("://", StringComparison.Ordinal);
        try
        {
            var builder = isAddress ? ReadAddress(text) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(builder.Host))
            {
                error = "names no host";
                return false;
            }

            connectionString = builder.ConnectionString;
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or UriFormatException)
        {
            // The exception may quote what was given, and with it a password.
            error = isAddress ? "is no address that can be read" : "is no connection string";
            return false;
        }
    }

    private static NpgsqlConnectionStringBuilder ReadAddress(string text)
    {
        var uri = new Uri(string.Concat("postgresql", text.AsSpan(text.IndexOf("://", StringComparison.Ordinal))));
        var login = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(login[0]),
        };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (login.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(login[1]);
        }

        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            builder[pair[0] == SslModeName ? "SSL Mode" : pair[0]] = Uri.UnescapeDataString(pair[^1]);
        }

        return builder;
    }
}
