using TradingEngine.Diagnostics;

namespace TradingEngine.Runner.Demo;

/// <summary>What went over Kafka.</summary>
/// <param name="BootstrapServers">The broker.</param>
/// <param name="TicksRead">Messages with ticks that the engine has read.</param>
/// <param name="SignalsRead">Messages with signals that the engine has read.</param>
/// <param name="SignalsInFlight">Signals that are read and not done.</param>
/// <param name="EventsReadBack">Order events that a client of its own has read from the order topics.</param>
/// <param name="FillsReadBack">The fills among them, each id once.</param>
/// <param name="RoundTrip">From the sending of a signal until its fill was read back.</param>
internal sealed record class KafkaFigures(
    string BootstrapServers,
    long TicksRead,
    long SignalsRead,
    int SignalsInFlight,
    long EventsReadBack,
    long FillsReadBack,
    LatencyPercentiles RoundTrip);
