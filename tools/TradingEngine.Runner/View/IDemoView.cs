using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Shows the demonstration while it runs.</summary>
internal interface IDemoView
{
    /// <summary>Shows until it is finished. Called on a thread of its own.</summary>
    /// <param name="read">Reads the figures of this moment.</param>
    /// <param name="finished">Cancelled at the end.</param>
    void Run(Func<DemoSnapshot> read, CancellationToken finished);
}
