using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>A contender in the measurement of orders.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Make">Makes it.</param>
internal sealed record class OrderPathSpec(string Name, Func<Arrivals, LabFolder, OrderPath> Make);
