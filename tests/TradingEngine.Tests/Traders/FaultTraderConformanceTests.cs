using TradingEngine.TestKit.Conformance;

namespace TradingEngine.Tests.Traders;

[TestFixture]
public sealed class FaultTraderConformanceTests : TraderConformance<SimulatedStage>;
