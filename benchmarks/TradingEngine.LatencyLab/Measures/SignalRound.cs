using HdrHistogram;
using TradingEngine.Diagnostics;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>What one round of signals gave.</summary>
/// <param name="ToRing">From the publishing of a signal to its event in the egress ring, as the engine itself
/// measures it.</param>
/// <param name="ToSink">From just before the publishing to the call of the sink on its thread.</param>
/// <param name="Collections">The collections meanwhile.</param>
internal sealed record class SignalRound(LatencyPercentiles ToRing, LongHistogram ToSink, GcCounts Collections);
