using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TradingEngine.CrashHost.Wire;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>A broker on a port of the loopback: one connection a request, one line each way.</summary>
internal sealed class FakeBroker : IDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly KillSwitch _killSwitch;
    private readonly Task _accepting;

    public FakeBroker(int seed, KillSwitch killSwitch)
    {
        Book = new BrokerBook(seed);
        _killSwitch = killSwitch;
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public BrokerBook Book { get; }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Stop();
        _accepting.Wait();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The host was killed before its connection was taken.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                if (await reader.ReadLineAsync(_stopping.Token).ConfigureAwait(false) is { } line)
                {
                    await AnswerAsync(line, stream).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The host is gone, or the test is over.
            }
        }
    }

    private Task AnswerAsync(string line, NetworkStream stream)
    {
        BrokerRequest request;
        try
        {
            request = JsonSerializer.Deserialize(line, WireJson.Default.BrokerRequest)!;
        }
        catch (JsonException)
        {
            // A line that a kill cut: the order never came in.
            return Task.CompletedTask;
        }

        return request.Do == BrokerRequest.Place ? PlaceAsync(request, stream) : QueryAsync(stream);
    }

    private async Task PlaceAsync(BrokerRequest request, NetworkStream stream)
    {
        var behaviour = Book.Receive(request.Tag!);
        _killSwitch.Report(KillMoment.OrderReceived);
        var order = Book.Add(request, behaviour);
        _killSwitch.Report(KillMoment.OrderBooked);
        switch (behaviour)
        {
            case BrokerBehaviour.FillAndCut or BrokerBehaviour.RestAndCut or BrokerBehaviour.Lose:
                return;
            case BrokerBehaviour.FillAndKeepSilent:
                await stream.ReadAsync(new byte[1], _stopping.Token).ConfigureAwait(false);
                return;
            case BrokerBehaviour.FillAndBabble:
                await stream.WriteAsync("<html>502\n"u8.ToArray(), _stopping.Token).ConfigureAwait(false);
                return;
            case BrokerBehaviour.FillAndAnswerLate:
                await Task.Delay(Late, _stopping.Token).ConfigureAwait(false);
                break;
        }

        await WriteAsync(stream, [order!]).ConfigureAwait(false);
        _killSwitch.Report(KillMoment.OrderAnswered);
    }

    private async Task QueryAsync(NetworkStream stream)
    {
        _killSwitch.Report(KillMoment.QueryReceived);
        await WriteAsync(stream, Book.Query()).ConfigureAwait(false);
        _killSwitch.Report(KillMoment.QueryAnswered);
    }

    private async Task WriteAsync(NetworkStream stream, IReadOnlyList<BrokerOrder> orders)
    {
        var answer = JsonSerializer.Serialize(new BrokerAnswer(orders), WireJson.Default.BrokerAnswer);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), _stopping.Token).ConfigureAwait(false);
    }
}
