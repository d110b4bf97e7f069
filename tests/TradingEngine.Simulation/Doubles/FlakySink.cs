using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Simulation.Doubles;

/// <summary>A sink that throws, so that the other one and the engine must live with it.</summary>
internal sealed class FlakySink : IOrderEventSink
{
    private int _throwCount;

    /// <summary>Lets the next calls throw.</summary>
    public void Break(int count) => _throwCount = count;

    public void Publish(in OrderEvent orderEvent) => ThrowIfBroken();

    public void Flush() => ThrowIfBroken();

    private void ThrowIfBroken()
    {
        if (_throwCount > 0)
        {
            _throwCount--;
            throw new IOException("The sink is broken.");
        }
    }
}
