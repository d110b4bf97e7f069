using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Takes a request from the wire to its answer.</summary>
internal sealed class RestApi(
    LocalKiteOptions options, Router router, Sessions sessions, RateLimits limits, LocalFaults faults, RequestLog log)
{
    private const int BodyMax = 64 * 1024;
    private readonly ActRunner _runner = new(faults, options.TimeProvider);

    public async Task HandleAsync(HttpContext context)
    {
        Call call;
        LocalAct act;
        try
        {
            var request = await ReadAsync(context.Request);
            log.Add(request);
            var path = StripPrefix(request.Path);
            call = router.Find(request, path);
            Check(call.Guard, context.Request.Headers);
            act = faults.Next(call.Kind, path);
        }
        catch (KiteError error)
        {
            await ActRunner.WriteAsync(context, Answer.Error(error));
            return;
        }

        await _runner.RunAsync(context, act, taken => Run(call, taken));
    }

    public static async Task<LocalRequest> ReadAsync(HttpRequest request)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(fields, request.QueryString.Value ?? "");
        if (request.ContentLength > BodyMax)
        {
            throw new KiteError("InputException", "The request is too large.", 400);
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
        {
            Add(fields, body);
        }

        return new LocalRequest(request.Method, request.Path, fields);
    }

    private static void Add(Dictionary<string, string> fields, string text)
    {
        foreach (var (name, values) in QueryHelpers.ParseQuery(text))
        {
            fields[name] = values.ToString();
        }
    }

    private static Answer Run(Call call, LocalAct act)
    {
        try
        {
            return call.Run(act);
        }
        catch (KiteError error)
        {
            return Answer.Error(error);
        }
    }

    private string StripPrefix(string path)
    {
        var prefix = options.RoutePrefix;
        if (prefix.Length == 0 || path.StartsWith("/instruments", StringComparison.Ordinal))
        {
            return path;
        }

        return path.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? path[prefix.Length..]
            : throw new KiteError("GeneralException", "Route not found", 404);
    }

    private void Check(CallGuard guard, IHeaderDictionary headers)
    {
        if (guard == CallGuard.Open)
        {
            return;
        }

        if (headers["X-Kite-Version"] != "3")
        {
            throw KiteError.Input("Missing or invalid header `X-Kite-Version`.");
        }

        if (guard == CallGuard.Version)
        {
            limits.CountRead();
            return;
        }

        if (!sessions.IsAuthorized(headers.Authorization))
        {
            throw KiteError.Token();
        }

        if (guard == CallGuard.Token)
        {
            limits.CountRead();
            return;
        }

        limits.CountOrder();
        if (!options.IsIpRegistered)
        {
            throw new KiteError("PermissionException", "The IP address is not registered for placing orders.", 403);
        }
    }
}
