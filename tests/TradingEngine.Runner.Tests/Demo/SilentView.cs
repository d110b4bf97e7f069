using TradingEngine.Runner.Demo;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Tests.Demo;

/// <summary>Shows nothing, but reads once on its own thread.</summary>
internal sealed class SilentView : IDemoView
{
    public DemoSnapshot? First { get; private set; }

    public void Run(Func<DemoSnapshot> read, CancellationToken finished)
    {
        First = read();
        finished.WaitHandle.WaitOne();
    }
}
