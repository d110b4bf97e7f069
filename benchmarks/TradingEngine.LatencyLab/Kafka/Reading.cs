using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>What reading the topic once gave.</summary>
/// <param name="PerSecond">Messages a second, from the assignment to the last message.</param>
/// <param name="BytesPerMessage">Managed bytes of all threads, without the first messages.</param>
/// <param name="Collections">The collections meanwhile.</param>
internal readonly record struct Reading(double PerSecond, double BytesPerMessage, GcCounts Collections);
