namespace TradingEngine.LatencyLab.Contenders;

/// <summary>How to make a contender.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="EventShare">The part of the events that it gets in a round of throughput: less than 1 for slow
/// ones.</param>
/// <param name="Make">Makes and starts it.</param>
internal sealed record class ContenderSpec(string Name, double EventShare, Func<Contender> Make);
