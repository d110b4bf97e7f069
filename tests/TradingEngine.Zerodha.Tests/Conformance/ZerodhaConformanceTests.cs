using TradingEngine.TestKit.Conformance;

namespace TradingEngine.Zerodha.Tests.Conformance;

[TestFixture]
public sealed class ZerodhaConformanceTests : TraderConformance<LocalKiteStage>;
