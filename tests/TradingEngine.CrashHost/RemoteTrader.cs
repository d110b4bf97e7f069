using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TradingEngine.CrashHost.Wire;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.CrashHost;

/// <summary>A live trader: its broker is another process, one connection a question, one line each way.</summary>
internal sealed class RemoteTrader : ITrader
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(300);

    private readonly IPEndPoint _broker;

    public RemoteTrader(int port)
    {
        _broker = new IPEndPoint(IPAddress.Loopback, port);
    }

    /// <inheritdoc/>
    /// <remarks>Far longer than an order may lie in the broker's socket before the broker reads it.</remarks>
    public TimeSpan NotFoundWait => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            new BrokerRequest(
                BrokerRequest.Place,
                order.Id.ToString(),
                order.Side == Side.Buy ? "BUY" : "SELL",
                order.Quantity,
                order.InstrumentToken),
            cancellationToken).ConfigureAwait(false);
        return ResultOf(answer.Orders[0]);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(new BrokerRequest(BrokerRequest.Query), cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<string, BrokerOrder>(StringComparer.Ordinal);
        foreach (var order in answer.Orders)
        {
            known.Add(order.Tag, order);
        }

        var evidence = new List<OrderEvidence>(orders.Count);
        foreach (var snapshot in orders)
        {
            var id = snapshot.Order.Id;
            evidence.Add(new OrderEvidence(
                id, known.TryGetValue(id.ToString(), out var order) ? ResultOf(order) : OrderResult.NotFound()));
        }

        return evidence;
    }

    private static OrderResult ResultOf(BrokerOrder order)
    {
        var price = Price.FromDecimal(order.AveragePrice);
        return order.State switch
        {
            BrokerOrder.Complete => OrderResult.Filled(order.Filled, price, order.Fees, order.BrokerOrderId),
            BrokerOrder.Rejected => OrderResult.Rejected("The broker said no", order.BrokerOrderId),
            BrokerOrder.Cancelled when order.Filled > 0 =>
                OrderResult.CancelledAfterFill(order.Filled, price, order.Fees, order.BrokerOrderId),
            BrokerOrder.Cancelled => OrderResult.Cancelled(order.BrokerOrderId),
            BrokerOrder.Open when order.Filled > 0 =>
                OrderResult.PartiallyFilled(order.Filled, price, order.Fees, order.BrokerOrderId),
            BrokerOrder.Open => OrderResult.Accepted(order.BrokerOrderId),
            _ => throw new InvalidDataException($"The broker says '{order.State}'."),
        };
    }

    /// <exception cref="SocketException">Nobody listens: nothing has left.</exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    /// <exception cref="JsonException">The answer says nothing.</exception>
    private async Task<BrokerAnswer> AskAsync(BrokerRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTimeout);
        using var client = new TcpClient();
        await client.ConnectAsync(_broker, limit.Token).ConfigureAwait(false);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Default.BrokerRequest), (byte)'\n'];
        await stream.WriteAsync(line, limit.Token).ConfigureAwait(false);
        var answer = await reader.ReadLineAsync(limit.Token).ConfigureAwait(false)
            ?? throw new IOException("The broker cut the connection.");
        return JsonSerializer.Deserialize(answer, WireJson.Default.BrokerAnswer)
            ?? throw new JsonException("The broker said nothing.");
    }
}
