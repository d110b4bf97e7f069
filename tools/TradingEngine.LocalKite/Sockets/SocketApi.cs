using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using TradingEngine.LocalKite.Book;
using TradingEngine.LocalKite.Rest;

namespace TradingEngine.LocalKite.Sockets;

/// <summary>Lets sockets in and does what they ask for.</summary>
internal sealed class SocketApi(
    LocalKiteOptions options, LocalExchange exchange, LocalSockets sockets, Sessions sessions, RequestLog log)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = await RestApi.ReadAsync(context.Request);
        log.Add(request);
        if (!MayConnect(request.Fields))
        {
            context.Response.StatusCode = 403;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new SocketConnection(socket, context.Abort);
        sockets.Add(connection);
        try
        {
            await connection.RunAsync(text => Handle(connection, text), context.RequestAborted);
        }
        finally
        {
            sockets.Remove(connection);
        }
    }

    private bool MayConnect(IReadOnlyDictionary<string, string> fields)
    {
        var form = new FormFields(fields);
        return sessions.IsValid(form.Text("api_key"), form.Text("access_token"))
            && (!options.RequiresSocketUserId || form.Text("user_id") == options.UserId)
            && (options.SocketsPerKey == 0 || sockets.Count < options.SocketsPerKey);
    }

    private void Handle(SocketConnection connection, ReadOnlyMemory<byte> text)
    {
        if (SocketCommand.Parse(text) is not { } command)
        {
            connection.Send(OrderFrame.Message("error", "Invalid message."), WebSocketMessageType.Text);
            return;
        }

        // Under the exchange's lock, so that no tick falls between the first one and those that follow.
        exchange.Use(book =>
        {
            var known = command.Tokens.Distinct().Where(book.Markets.ContainsKey).Select(token => book.Markets[token]);
            sockets.Apply(connection, command, [.. known], options.InstrumentsPerSocket);
            return 0;
        });
    }
}
