namespace TradingEngine.LocalKite;

/// <summary>What can happen to a call. <see cref="LocalAct"/> makes them and says what each does.</summary>
public enum LocalActKind
{
    /// <summary>Nothing special.</summary>
    Normal,

    /// <summary>The order trades whole.</summary>
    Fill,

    /// <summary>The order trades in part.</summary>
    FillInPart,

    /// <summary>The order rests.</summary>
    Rest,

    /// <summary>The order is rejected after it was taken.</summary>
    Reject,

    /// <summary>Some slices fail.</summary>
    FailSlices,

    /// <summary>An error answer, nothing taken.</summary>
    Refuse,

    /// <summary>429, nothing taken.</summary>
    TooManyRequests,

    /// <summary>The connection is cut, nothing taken.</summary>
    CutBeforeTaken,

    /// <summary>The connection is cut in place of the answer.</summary>
    CutAfterTaken,

    /// <summary>502 with a page of HTML, nothing taken.</summary>
    Html502BeforeTaken,

    /// <summary>502 with a page of HTML in place of the answer.</summary>
    Html502AfterTaken,

    /// <summary>502 without a body, nothing taken.</summary>
    EmptyBody502BeforeTaken,

    /// <summary>502 without a body in place of the answer.</summary>
    EmptyBody502AfterTaken,

    /// <summary>400 that says the request timed out, nothing taken.</summary>
    TimedOut400NotTaken,

    /// <summary>400 that says the request timed out in place of the answer.</summary>
    TimedOut400AfterTaken,

    /// <summary>The connection is cut and the order appears in the book later.</summary>
    AppearLate,

    /// <summary>No answer, nothing taken.</summary>
    Hang,

    /// <summary>No answer before the release.</summary>
    HangAfterTaken,

    /// <summary>The answer comes late.</summary>
    Delay,

    /// <summary>The call is taken late and answered then.</summary>
    DelayBeforeTaken,

    /// <summary>The answer is no JSON.</summary>
    MalformedJson,

    /// <summary>The answer ends in the middle.</summary>
    TruncatedBody,
}
