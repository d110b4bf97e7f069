using TradingEngine.LatencyLab.Contenders;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>A contender in a measurement of latency.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Make">Makes it with stages that record into the given recorder.</param>
internal sealed record class LatencySpec(string Name, Func<ContenderSet<TimedDispatch>, Contender> Make);
