using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Records what it is told, and may throw itself.</summary>
internal sealed class RecordingExceptionHandler : IValueExceptionHandler<NumberSlot>
{
    public bool Throws { get; init; }

    public List<(long Sequence, long Value, string Message)> Reports { get; } = [];

    public void HandleEventException(Exception ex, long sequence, ref NumberSlot evt)
    {
        Reports.Add((sequence, evt.Value, ex.Message));
        if (Throws)
        {
            throw new InvalidOperationException("The handler of exceptions fails too.");
        }
    }

    public void HandleOnTimeoutException(Exception ex, long sequence)
    {
    }

    public void HandleOnStartException(Exception ex)
    {
    }

    public void HandleOnShutdownException(Exception ex)
    {
    }
}
