using System.Text.Json;
using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Session, user and portfolio.</summary>
internal sealed class AccountRoutes(LocalKiteOptions options, LocalExchange exchange, Sessions sessions)
{
    public Call Exchange(IReadOnlyDictionary<string, string> fields) => new(LocalCall.Other, CallGuard.Version, _ =>
    {
        var token = sessions.Exchange(new FormFields(fields));
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            WriteUser(writer);
            writer.WriteString("user_id", options.UserId);
            writer.WriteString("api_key", options.ApiKey);
            writer.WriteString("access_token", token);
            writer.WriteString("public_token", Sessions.Checksum(token)[..32]);
            writer.WriteString("refresh_token", "");
            writer.WriteString("login_time", IndiaTime.Text(IndiaTime.Now(options.TimeProvider)));
            writer.WriteEndObject();
        });
    });

    public Call Logout(IReadOnlyDictionary<string, string> fields) => new(LocalCall.Other, CallGuard.Version, _ =>
    {
        var form = new FormFields(fields);
        var token = form.Required("access_token");
        if (!sessions.IsValid(form.Required("api_key"), token))
        {
            throw KiteError.Token();
        }

        sessions.End(token);
        return Answer.Ok(writer => writer.WriteBooleanValue(true));
    });

    public Call Profile() => Get(writer =>
    {
        writer.WriteStartObject();
        WriteUser(writer);
        writer.WriteString("user_id", options.UserId);
        writer.WriteEndObject();
    });

    public Call Margins(string? segment) => Get(writer =>
    {
        var (available, spent) = exchange.Use(book => (book.Available, options.Cash - book.Available));
        if (segment is not null)
        {
            WriteMargin(writer, segment == "equity" ? available : 0, segment == "equity" ? spent : 0);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("equity");
        WriteMargin(writer, available, spent);
        writer.WritePropertyName("commodity");
        WriteMargin(writer, 0, 0);
        writer.WriteEndObject();
    });

    public Call Positions() => Get(writer =>
    {
        var positions = exchange.Use(book => PositionsOf.Trades(book));
        writer.WriteStartObject();
        WritePositions(writer, "net", positions);
        WritePositions(writer, "day", positions);
        writer.WriteEndObject();
    });

    /// <summary>Nothing is held over night: the account begins with the server.</summary>
    public static Call Holdings() => Get(writer =>
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    });

    private static Call Get(Action<Utf8JsonWriter> data) =>
        new(LocalCall.Other, CallGuard.Token, _ => Answer.Ok(data));

    private static void WritePositions(Utf8JsonWriter writer, string name, IReadOnlyList<PositionRow> positions)
    {
        writer.WriteStartArray(name);
        foreach (var position in positions)
        {
            position.Write(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteMargin(Utf8JsonWriter writer, decimal net, decimal debits)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("enabled", true);
        writer.WriteNumber("net", OrderJson.Plain(net));
        writer.WriteStartObject("available");
        writer.WriteNumber("cash", OrderJson.Plain(net + debits));
        WriteZeros(writer, "adhoc_margin", "collateral", "intraday_payin");
        writer.WriteEndObject();
        writer.WriteStartObject("utilised");
        writer.WriteNumber("debits", OrderJson.Plain(debits));
        WriteZeros(writer, "exposure", "m2m_realised", "m2m_unrealised", "option_premium", "payout", "span",
            "holding_sales", "turnover");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteZeros(Utf8JsonWriter writer, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            writer.WriteNumber(name, 0);
        }
    }

    private static void WriteUser(Utf8JsonWriter writer)
    {
        writer.WriteString("user_type", "individual");
        writer.WriteString("email", "local@example.com");
        writer.WriteString("user_name", "Local Kite");
        writer.WriteString("user_shortname", "Local");
        writer.WriteString("broker", "ZERODHA");
        WriteNames(writer, "exchanges", "NSE", "BSE", "NFO", "BFO", "CDS", "BCD", "MCX");
        WriteNames(writer, "products", "CNC", "NRML", "MIS", "MTF");
        WriteNames(writer, "order_types", "MARKET", "LIMIT", "SL", "SL-M");
        writer.WriteNull("avatar_url");
        writer.WriteStartObject("meta");
        writer.WriteString("demat_consent", "consent");
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, string property, params ReadOnlySpan<string> names)
    {
        writer.WriteStartArray(property);
        foreach (var name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }
}
