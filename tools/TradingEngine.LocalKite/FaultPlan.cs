namespace TradingEngine.LocalKite;

/// <summary>
/// Random faults. The fault of the n-th call of a kind depends on nothing but the seed, the kind and n, so a seed
/// gives the same faults however calls of several kinds interleave.
/// </summary>
public sealed class FaultPlan
{
    private readonly Dictionary<LocalActKind, double> _rates = [];

    /// <summary>A plan without faults; give it rates.</summary>
    public FaultPlan(ulong seed) => Seed = seed;

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The calls that it meets.</summary>
    /// <value>The default is place, modify, cancel and read.</value>
    public IReadOnlyCollection<LocalCall> Calls { get; init; } =
        [LocalCall.Place, LocalCall.Modify, LocalCall.Cancel, LocalCall.Read];

    /// <summary>The longest delay of an answer, and of a call before it is taken.</summary>
    /// <value>The default is 2 seconds.</value>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time for which a late order is not seen.</summary>
    /// <value>The default is 90 seconds, the worst that was reported.</value>
    public TimeSpan AppearLateMax { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The share of order frames that no socket gets, 0 to 1.</summary>
    public double DropOrderFrameRate { get; init; }

    /// <summary>The share of order frames that come twice, 0 to 1.</summary>
    public double DuplicateOrderFrameRate { get; init; }

    /// <summary>The share of order frames in whose place all sockets are cut, 0 to 1.</summary>
    public double CutSocketsRate { get; init; }

    /// <summary>The rates that were set, each the share of calls, 0 to 1.</summary>
    public IReadOnlyDictionary<LocalActKind, double> Rates => _rates;

    /// <summary>
    /// A plan with all faults of the API's answers, each equally likely. Hanging calls are left out: nothing would
    /// release them.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rate">The share of calls that meet a fault, 0 to 1.</param>
    public static FaultPlan Everything(ulong seed, double rate)
    {
        LocalActKind[] kinds =
        [
            LocalActKind.FillInPart, LocalActKind.Rest, LocalActKind.Reject, LocalActKind.Refuse,
            LocalActKind.TooManyRequests, LocalActKind.CutBeforeTaken, LocalActKind.CutAfterTaken,
            LocalActKind.Html502BeforeTaken, LocalActKind.Html502AfterTaken, LocalActKind.EmptyBody502BeforeTaken,
            LocalActKind.EmptyBody502AfterTaken, LocalActKind.TimedOut400NotTaken, LocalActKind.TimedOut400AfterTaken,
            LocalActKind.AppearLate, LocalActKind.Delay, LocalActKind.DelayBeforeTaken, LocalActKind.MalformedJson,
            LocalActKind.TruncatedBody,
        ];
        var plan = new FaultPlan(seed)
        {
            DropOrderFrameRate = rate / 3,
            DuplicateOrderFrameRate = rate / 3,
            CutSocketsRate = rate / 3,
        };
        return kinds.Aggregate(plan, (to, kind) => to.With(kind, rate / kinds.Length));
    }

    /// <summary>Sets the rate of a kind and returns the plan.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to 1, or all together exceed 1.</exception>
    public FaultPlan With(LocalActKind kind, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        _rates[kind] = rate;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_rates.Values.Sum(), 1 + 1e-9, nameof(rate));
        return this;
    }

    /// <summary>What happens to a call.</summary>
    /// <param name="call">Its kind.</param>
    /// <param name="ordinal">How many calls of the kind were before it.</param>
    public LocalAct ActOf(LocalCall call, long ordinal)
    {
        if (!Calls.Contains(call))
        {
            return LocalAct.Normal();
        }

        var random = new Random((int)Mix(Seed, (ulong)call, (ulong)ordinal));
        var left = random.NextDouble();
        foreach (var (kind, rate) in _rates.OrderBy(pair => pair.Key))
        {
            left -= rate;
            if (left < 0)
            {
                return Create(kind, random.NextDouble());
            }
        }

        return LocalAct.Normal();
    }

    /// <summary>A number from 0 to 1 that decides about an order frame.</summary>
    internal double DrawFrame(long ordinal) => new Random((int)Mix(Seed, ulong.MaxValue, (ulong)ordinal)).NextDouble();

    private LocalAct Create(LocalActKind kind, double share) => kind switch
    {
        LocalActKind.Fill => LocalAct.Fill(),
        LocalActKind.FillInPart => LocalAct.FillInPart(0),
        LocalActKind.Rest => LocalAct.Rest(),
        LocalActKind.Reject => LocalAct.Reject("Rejected by the fault plan."),
        LocalActKind.FailSlices => LocalAct.FailSlices((int)(share * 9)),
        LocalActKind.Refuse => CreateRefusal(share),
        LocalActKind.TooManyRequests => LocalAct.TooManyRequests(),
        LocalActKind.CutBeforeTaken => LocalAct.CutBeforeTaken(),
        LocalActKind.CutAfterTaken => LocalAct.CutAfterTaken(),
        LocalActKind.Html502BeforeTaken => LocalAct.Html502BeforeTaken(),
        LocalActKind.Html502AfterTaken => LocalAct.Html502AfterTaken(),
        LocalActKind.EmptyBody502BeforeTaken => LocalAct.EmptyBody502BeforeTaken(),
        LocalActKind.EmptyBody502AfterTaken => LocalAct.EmptyBody502AfterTaken(),
        LocalActKind.TimedOut400NotTaken => LocalAct.TimedOut400NotTaken(),
        LocalActKind.TimedOut400AfterTaken => LocalAct.TimedOut400AfterTaken(),
        LocalActKind.AppearLate => LocalAct.AppearLate(AppearLateMax * share),
        LocalActKind.Hang => LocalAct.Hang(),
        LocalActKind.HangAfterTaken => LocalAct.HangAfterTaken(),
        LocalActKind.Delay => LocalAct.Delay(DelayMax * share),
        LocalActKind.DelayBeforeTaken => LocalAct.DelayBeforeTaken(DelayMax * share),
        LocalActKind.MalformedJson => LocalAct.MalformedJson(),
        LocalActKind.TruncatedBody => LocalAct.TruncatedBody(),
        _ => LocalAct.Normal(),
    };

    private static LocalAct CreateRefusal(double share) => (int)(share * 5) switch
    {
        0 => LocalAct.Refuse("InputException", "Refused by the fault plan."),
        1 => LocalAct.Refuse("MarginException", "Refused by the fault plan."),
        2 => LocalAct.Refuse("OrderException", "Refused by the fault plan."),
        3 => LocalAct.Refuse("NetworkException", "Refused by the fault plan.", 503),
        _ => LocalAct.Refuse("GeneralException", "Refused by the fault plan.", 500),
    };

    private static ulong Mix(ulong seed, ulong call, ulong ordinal)
    {
        var z = seed + ((call + 1) * 0x9E3779B97F4A7C15) + ((ordinal + 1) * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
