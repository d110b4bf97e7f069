using TradingEngine.Model;

namespace TradingEngine.Simulation.Model;

/// <summary>An event as the sink has it.</summary>
/// <param name="Event">Its newest content.</param>
/// <param name="WasUnrecorded">Whether the disk had failed by then, so that no journal promises to know it.</param>
internal sealed record SeenEvent(OrderEvent Event, bool WasUnrecorded);
