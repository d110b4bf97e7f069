using TradingEngine.TestKit.Conformance;

namespace TradingEngine.Tests.Traders.Paper;

[TestFixture]
public sealed class PaperTraderConformanceTests : TraderConformance<PaperStage>;
