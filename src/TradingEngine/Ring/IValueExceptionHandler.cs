namespace TradingEngine.Ring;

/// <summary>Told what a handler threw. The ring goes on with the next event.</summary>
/// <typeparam name="T">The slot.</typeparam>
internal interface IValueExceptionHandler<T>
    where T : struct
{
    void HandleEventException(Exception ex, long sequence, ref T evt);

    void HandleOnTimeoutException(Exception ex, long sequence);

    void HandleOnStartException(Exception ex);

    void HandleOnShutdownException(Exception ex);
}
