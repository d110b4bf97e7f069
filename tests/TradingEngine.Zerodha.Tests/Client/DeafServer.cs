using System.Net;
using System.Net.Sockets;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>Takes connections and says nothing, so that a handshake never ends.</summary>
internal static class DeafServer
{
    private static readonly TcpListener Listener = Start();

    public static int Port => ((IPEndPoint)Listener.LocalEndpoint).Port;

    private static TcpListener Start()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
