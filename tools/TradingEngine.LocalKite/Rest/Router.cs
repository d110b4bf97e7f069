namespace TradingEngine.LocalKite.Rest;

/// <summary>Finds what a method and a path mean.</summary>
internal sealed class Router(OrderRoutes orders, AccountRoutes account, MarketRoutes markets)
{
    /// <exception cref="KiteError">404 for an unknown path, 405 for a method that the path does not have.</exception>
    public Call Find(LocalRequest request, string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["orders"] => Only(request, "GET", () => orders.List()),
            ["trades"] => Only(request, "GET", () => orders.Trades()),
            ["orders", var id, "trades"] => Only(request, "GET", () => orders.TradesOf(id)),
            ["orders", var one] => request.Method switch
            {
                "GET" => orders.Trail(one),
                "POST" => orders.Place(one, request.Fields),
                _ => throw WrongMethod(),
            },
            ["orders", var variety, var id] => request.Method switch
            {
                "PUT" => orders.Modify(variety, id, request.Fields),
                "DELETE" => orders.Cancel(variety, id),
                _ => throw WrongMethod(),
            },
            ["session", "token"] => request.Method switch
            {
                "POST" => account.Exchange(request.Fields),
                "DELETE" => account.Logout(request.Fields),
                _ => throw WrongMethod(),
            },
            ["user", "profile"] => Only(request, "GET", account.Profile),
            ["user", "margins"] => Only(request, "GET", () => account.Margins(null)),
            ["user", "margins", "equity" or "commodity"] => Only(request, "GET", () => account.Margins(parts[2])),
            ["portfolio", "positions"] => Only(request, "GET", account.Positions),
            ["portfolio", "holdings"] => Only(request, "GET", AccountRoutes.Holdings),
            ["instruments"] => Only(request, "GET", () => markets.Instruments(null)),
            ["instruments", var exchange] => Only(request, "GET", () => markets.Instruments(exchange)),
            _ => throw new KiteError("GeneralException", "Route not found", 404),
        };
    }

    private static Call Only(LocalRequest request, string method, Func<Call> call) =>
        request.Method == method ? call() : throw WrongMethod();

    private static KiteError WrongMethod() => new("GeneralException", "Method not allowed", 405);
}
