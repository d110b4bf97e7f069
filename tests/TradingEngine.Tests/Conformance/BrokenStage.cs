using TradingEngine.TestKit.Conformance;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>A stage that offers everything, with a trader that one thing is wrong with.</summary>
internal sealed class BrokenStage(Func<ITrader, SimulatedBroker, ITrader> breaks) : SimulatedStage
{
    public override ITrader CreateTrader() => breaks(base.CreateTrader(), Broker);
}
