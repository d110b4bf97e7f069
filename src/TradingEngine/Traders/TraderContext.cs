using Microsoft.Extensions.Logging;

namespace TradingEngine.Traders;

/// <summary>What the engine gives a trader.</summary>
/// <param name="Name">The name that the trader is registered and routed under, and the <c>broker</c> on the
/// wire.</param>
/// <param name="TimeProvider">The engine's clock, the only one that a trader reads.</param>
/// <param name="Logger">A log of the trader's own.</param>
public sealed record class TraderContext(string Name, TimeProvider TimeProvider, ILogger Logger);
