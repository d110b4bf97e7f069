namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>A way of orders to the place where their arrival is noted.</summary>
internal abstract class OrderPath : IDisposable
{
    /// <summary>Sends an order, whose number is also its quantity. One thread calls this.</summary>
    public abstract void Send(int number);

    public abstract void Dispose();
}
