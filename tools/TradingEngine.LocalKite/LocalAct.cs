namespace TradingEngine.LocalKite;

/// <summary>
/// What happens to one call: to the order, and to the answer. <see cref="Answering"/> joins the two, as in
/// <c>LocalAct.Fill().Answering(LocalAct.CutAfterTaken())</c>: the order trades and nobody says so.
/// </summary>
/// <remarks>
/// For a modify or cancel call, <see cref="Fill"/> and <see cref="FillInPart"/> let the order trade just before it,
/// <see cref="Rest"/> answers well and leaves the order in CANCEL PENDING or MODIFY PENDING, and <see cref="Reject"/>
/// answers well and leaves the order as it was.
/// </remarks>
public sealed class LocalAct
{
    private LocalAct(LocalActKind fate, LocalActKind answer)
    {
        Fate = fate;
        Answer = answer;
    }

    /// <summary>Whether the call reached the order book: the order exists, is modified, is cancelled.</summary>
    public bool IsTaken => Answer is not (LocalActKind.Refuse or LocalActKind.TooManyRequests or LocalActKind.Hang
        or LocalActKind.CutBeforeTaken or LocalActKind.Html502BeforeTaken or LocalActKind.EmptyBody502BeforeTaken
        or LocalActKind.TimedOut400NotTaken);

    /// <summary>What it is; for a joined act the kind of its answer.</summary>
    public LocalActKind Kind => Answer == LocalActKind.Normal ? Fate : Answer;

    internal static LocalAct None { get; } = new(LocalActKind.Normal, LocalActKind.Normal);

    internal LocalActKind Fate { get; private init; }

    internal LocalActKind Answer { get; private init; }

    internal string Message { get; private init; } = "";

    internal string ErrorType { get; private init; } = "";

    internal int HttpStatus { get; private init; }

    internal long Quantity { get; private init; }

    internal TimeSpan Time { get; private init; }

    internal IReadOnlyList<int> FailedSlices { get; private init; } = [];

    /// <summary>What would happen without any act.</summary>
    public static LocalAct Normal() => None;

    /// <summary>The order trades whole, at the last price or, where that is worse, at its limit.</summary>
    public static LocalAct Fill() => OfFate(LocalActKind.Fill);

    /// <summary>The order trades in part at once; the rest is open.</summary>
    /// <param name="quantity">How much, cut to the order's quantity; 0 or less means half of it in whole lots.</param>
    public static LocalAct FillInPart(long quantity) =>
        new(LocalActKind.FillInPart, LocalActKind.Normal) { Quantity = quantity };

    /// <summary>The order rests, even at a price that would trade, until the next price.</summary>
    public static LocalAct Rest() => OfFate(LocalActKind.Rest);

    /// <summary>HTTP 200 with an order id; the order book then says REJECTED.</summary>
    public static LocalAct Reject(string message) =>
        new(LocalActKind.Reject, LocalActKind.Normal) { Message = message };

    /// <summary>Of an autosliced order, these children fail (0 is the first child); HTTP 200 all the same.</summary>
    public static LocalAct FailSlices(params int[] children) =>
        new(LocalActKind.FailSlices, LocalActKind.Normal) { FailedSlices = children };

    /// <summary>An error answer, and no order.</summary>
    public static LocalAct Refuse(string errorType, string message, int httpStatus = 400) =>
        new(LocalActKind.Normal, LocalActKind.Refuse)
        {
            ErrorType = errorType,
            Message = message,
            HttpStatus = httpStatus,
        };

    /// <summary>429 "Too many requests", and no order.</summary>
    public static LocalAct TooManyRequests() => OfAnswer(LocalActKind.TooManyRequests);

    /// <summary>The connection is cut before the order is taken.</summary>
    public static LocalAct CutBeforeTaken() => OfAnswer(LocalActKind.CutBeforeTaken);

    /// <summary>The order is taken and the connection cut.</summary>
    public static LocalAct CutAfterTaken() => OfAnswer(LocalActKind.CutAfterTaken);

    /// <summary>502 with a page of HTML, and no order.</summary>
    public static LocalAct Html502BeforeTaken() => OfAnswer(LocalActKind.Html502BeforeTaken);

    /// <summary>502 with a page of HTML; the order is taken.</summary>
    public static LocalAct Html502AfterTaken() => OfAnswer(LocalActKind.Html502AfterTaken);

    /// <summary>502 without a body, and no order.</summary>
    public static LocalAct EmptyBody502BeforeTaken() => OfAnswer(LocalActKind.EmptyBody502BeforeTaken);

    /// <summary>502 without a body; the order is taken.</summary>
    public static LocalAct EmptyBody502AfterTaken() => OfAnswer(LocalActKind.EmptyBody502AfterTaken);

    /// <summary>400 "Order request timed out. …", and no order.</summary>
    public static LocalAct TimedOut400NotTaken() => OfAnswer(LocalActKind.TimedOut400NotTaken);

    /// <summary>400 "Order request timed out. …"; the order is taken.</summary>
    public static LocalAct TimedOut400AfterTaken() => OfAnswer(LocalActKind.TimedOut400AfterTaken);

    /// <summary>The order is taken, the connection cut, the order in no answer and no frame before its time.</summary>
    /// <param name="after">How long it is not seen, by the server's clock.</param>
    public static LocalAct AppearLate(TimeSpan after) =>
        new(LocalActKind.Normal, LocalActKind.AppearLate) { Time = after };

    /// <summary>No answer, and no order. <see cref="LocalFaults.ReleaseHung"/> cuts the connection.</summary>
    public static LocalAct Hang() => OfAnswer(LocalActKind.Hang);

    /// <summary>The order is taken; <see cref="LocalFaults.ReleaseHung"/> lets the answer go.</summary>
    public static LocalAct HangAfterTaken() => OfAnswer(LocalActKind.HangAfterTaken);

    /// <summary>The order is taken at once and the answer given later.</summary>
    /// <param name="time">How much later, by the server's clock.</param>
    public static LocalAct Delay(TimeSpan time) => new(LocalActKind.Normal, LocalActKind.Delay) { Time = time };

    /// <summary>The order is taken later, even if the client has gone by then, and answered then.</summary>
    /// <param name="time">How much later, by the server's clock.</param>
    public static LocalAct DelayBeforeTaken(TimeSpan time) =>
        new(LocalActKind.Normal, LocalActKind.DelayBeforeTaken) { Time = time };

    /// <summary>The order is taken; the answer has status 200 and is no JSON.</summary>
    public static LocalAct MalformedJson() => OfAnswer(LocalActKind.MalformedJson);

    /// <summary>The order is taken; the connection is cut in the middle of the answer.</summary>
    public static LocalAct TruncatedBody() => OfAnswer(LocalActKind.TruncatedBody);

    /// <summary>This act's effect on the order, and another's on the answer.</summary>
    /// <exception cref="ArgumentException">The other leaves no order that something could happen to.</exception>
    public LocalAct Answering(LocalAct other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.IsTaken)
        {
            throw new ArgumentException($"{other.Kind} takes no order, so {Fate} cannot happen to it.", nameof(other));
        }

        return new LocalAct(Fate, other.Answer)
        {
            Message = Message,
            Quantity = Quantity,
            FailedSlices = FailedSlices,
            Time = other.Time,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();

    private static LocalAct OfFate(LocalActKind fate) => new(fate, LocalActKind.Normal);

    private static LocalAct OfAnswer(LocalActKind answer) => new(LocalActKind.Normal, answer);
}
