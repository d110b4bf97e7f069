using Microsoft.AspNetCore.Http;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Carries out what an act says about a call and its answer.</summary>
internal sealed class ActRunner(LocalFaults faults, TimeProvider time)
{
    public async Task RunAsync(HttpContext context, LocalAct act, Func<LocalAct, Answer> call)
    {
        if (act.Answer == LocalActKind.DelayBeforeTaken)
        {
            // The client's leaving does not stop the call: that is the point of this act.
            await faults.DelayAsync(act.Time, time, CancellationToken.None);
        }

        var answer = act.IsTaken ? call(act) : null;
        switch (act.Answer)
        {
            case LocalActKind.CutBeforeTaken or LocalActKind.CutAfterTaken or LocalActKind.AppearLate:
                context.Abort();
                return;
            case LocalActKind.Hang:
                await faults.HangAsync(context.RequestAborted);
                context.Abort();
                return;
            case LocalActKind.HangAfterTaken when !await faults.HangAsync(context.RequestAborted):
                return;
            case LocalActKind.Delay when !await faults.DelayAsync(act.Time, time, context.RequestAborted):
                return;
            case LocalActKind.TruncatedBody:
                await TruncateAsync(context, answer!);
                return;
            default:
                await WriteAsync(context, AnswerOf(act, answer));
                return;
        }
    }

    public static async Task WriteAsync(HttpContext context, Answer answer)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.IsGzip)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        await response.BodyWriter.WriteAsync(answer.Body);
    }

    private static Answer AnswerOf(LocalAct act, Answer? answer) => act.Answer switch
    {
        LocalActKind.Refuse => Answer.Error(new KiteError(act.ErrorType, act.Message, act.HttpStatus)),
        LocalActKind.TooManyRequests => Answer.Error(KiteError.TooMany()),
        LocalActKind.Html502BeforeTaken or LocalActKind.Html502AfterTaken => Answer.Html502(),
        LocalActKind.EmptyBody502BeforeTaken or LocalActKind.EmptyBody502AfterTaken => Answer.Empty502(),
        LocalActKind.TimedOut400NotTaken or LocalActKind.TimedOut400AfterTaken => Answer.TimedOut400(),
        LocalActKind.MalformedJson => Answer.Malformed(),
        _ => answer!,
    };

    private static async Task TruncateAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body[..(answer.Body.Length / 2)]);
        // Kestrel closes a connection whose answer is shorter than it said. An abort could overtake the half.
        await context.Response.BodyWriter.FlushAsync();
    }
}
