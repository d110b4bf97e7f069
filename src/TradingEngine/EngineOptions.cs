using System.Numerics;
using TradingEngine.Ingress;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>The settings of an engine. Read once, when it is built.</summary>
public sealed class EngineOptions
{
    /// <summary>On which threads the stages run. <value>The default is <see cref="Topology.Auto"/>.</value></summary>
    public Topology Topology { get; set; }

    /// <summary>
    /// How the pipeline waits for events. <value>The default is <see cref="WaitStrategy.Yielding"/>.</value>
    /// </summary>
    public WaitStrategy WaitStrategy { get; set; }

    /// <summary>How many threads publish. <value>The default is <see cref="Producers.One"/>.</value></summary>
    public Producers Producers { get; set; }

    /// <summary>
    /// What happens to a tick that finds the ring full. <value>The default is <see
    /// cref="TickOverflow.Conflate"/>.</value>
    /// </summary>
    public TickOverflow TickOverflow { get; set; }

    /// <summary>
    /// Slots of the ring, a power of two from 2 to 1,048,576; 64 bytes each. <value>The default is 8,192, which stays
    /// in the second-level cache.</value>
    /// </summary>
    public int RingSize { get; set; } = 8_192;

    /// <summary>
    /// Order events that may wait for the sinks, a power of two from 2 to 1,048,576. <value>The default is
    /// 4,096.</value>
    /// </summary>
    public int EgressRingSize { get; set; } = 4_096;

    /// <summary>
    /// Instruments at most, 1 to 1,048,576; ticks of more are refused. <value>The default is 16,384.</value>
    /// </summary>
    public int InstrumentCapacity { get; set; } = 16_384;

    /// <summary>
    /// Signal ids that are remembered to find duplicates, 1 to 16,777,216; the oldest is forgotten first. <value>The
    /// default is 32,768.</value>
    /// </summary>
    public int DuplicateCapacity { get; set; } = 32_768;

    /// <summary>
    /// How old a signal may be when it enters, above zero, or <see cref="Timeout.InfiniteTimeSpan"/>. <value>The
    /// default is 30 seconds.</value>
    /// </summary>
    public TimeSpan SignalAgeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Threads of a trader that is not inline, 1 to 64; an instrument always has the same. <value>The default is
    /// 4.</value>
    /// </summary>
    public int LaneCount { get; set; } = 4;

    /// <summary>
    /// Orders that may wait in one lane, 1 to 1,048,576; more fail at once. <value>The default is 1,024.</value>
    /// </summary>
    public int LaneCapacity { get; set; } = 1_024;

    /// <summary>
    /// Signals whose latency is kept for percentiles, 1 to 16,777,216. <value>The default is 8,192.</value>
    /// </summary>
    public int LatencyWindow { get; set; } = 8_192;

    /// <summary>
    /// How long a trader may take to initialise, above zero. <value>The default is 30 seconds.</value>
    /// </summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long stopping may take, zero or more; what is left then is reported. <value>The default is 30
    /// seconds.</value>
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often brokers are asked about orders that are open or unknown, above zero. <value>The default is 30
    /// seconds.</value>
    /// </summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a broker may take to answer that before it is told to a person, above zero. <value>The default is 30
    /// seconds.</value>
    /// </summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether an order fails whose instrument the engine's instruments do not list; see <see
    /// cref="EngineBuilder.UseInstruments"/>. <value>The default is false: it goes to its traders unchecked.</value>
    /// </summary>
    public bool RequireListedInstrument { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        CheckDefined(errors, nameof(Topology), Topology);
        CheckDefined(errors, nameof(WaitStrategy), WaitStrategy);
        CheckDefined(errors, nameof(Producers), Producers);
        CheckDefined(errors, nameof(TickOverflow), TickOverflow);
        CheckPowerOfTwo(errors, nameof(RingSize), RingSize);
        CheckPowerOfTwo(errors, nameof(EgressRingSize), EgressRingSize);
        CheckRange(errors, nameof(InstrumentCapacity), InstrumentCapacity, 1 << 20);
        CheckRange(errors, nameof(DuplicateCapacity), DuplicateCapacity, 1 << 24);
        CheckRange(errors, nameof(LaneCount), LaneCount, 64);
        CheckRange(errors, nameof(LaneCapacity), LaneCapacity, 1 << 20);
        CheckRange(errors, nameof(LatencyWindow), LatencyWindow, 1 << 24);
        if (SignalAgeLimit <= TimeSpan.Zero && SignalAgeLimit != Timeout.InfiniteTimeSpan)
        {
            errors.Add($"{nameof(SignalAgeLimit)} must be above zero or infinite, not {SignalAgeLimit}.");
        }

        CheckAboveZero(errors, nameof(InitializationTimeout), InitializationTimeout);
        CheckAboveZero(errors, nameof(ReconcileInterval), ReconcileInterval);
        CheckAboveZero(errors, nameof(ReconcileTimeout), ReconcileTimeout);

        if (StopTimeout < TimeSpan.Zero)
        {
            errors.Add($"{nameof(StopTimeout)} must be zero or more, not {StopTimeout}.");
        }

        if (Topology == Topology.Inline && Producers == Producers.Many)
        {
            errors.Add(
                $"{nameof(Producers)} must be One with the topology Inline, where the publisher runs the stages.");
        }

        return errors;
    }

    /// <summary>The part of the desks.</summary>
    internal DeskOptions MakeDeskOptions() =>
        new(LaneCount, LaneCapacity, ReconcileInterval, ReconcileTimeout, RequireListedInstrument);

    internal EngineOptions Copy() => (EngineOptions)MemberwiseClone();

    private static void CheckDefined<TEnum>(List<string> errors, string name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            errors.Add($"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}, not {value}.");
        }
    }

    private static void CheckAboveZero(List<string> errors, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            errors.Add($"{name} must be above zero, not {value}.");
        }
    }

    private static void CheckPowerOfTwo(List<string> errors, string name, int value)
    {
        if (value is < 2 or > (1 << 20) || !BitOperations.IsPow2(value))
        {
            errors.Add($"{name} must be a power of two from 2 to 1048576, not {value}.");
        }
    }

    private static void CheckRange(List<string> errors, string name, int value, int max)
    {
        if (value < 1 || value > max)
        {
            errors.Add($"{name} must be 1 to {max}, not {value}.");
        }
    }
}
