using TradingEngine.Ingress;

namespace TradingEngine.Hosting.Tests;

/// <summary>A source that does what the test says, and notes on which thread it was polled.</summary>
internal sealed class TestSource(Func<IngressPort, SourceStatus> poll) : IEventSource
{
    private readonly TaskCompletionSource _polled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done with the first poll.</summary>
    public Task Polled => _polled.Task;

    /// <summary>The thread of the last poll.</summary>
    public Thread? Thread { get; private set; }

    /// <summary>Whether it was stopped.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>What the start throws.</summary>
    public Exception? StartFailure { get; init; }

    /// <inheritdoc/>
    public ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken) =>
        StartFailure is null ? ValueTask.CompletedTask : ValueTask.FromException(StartFailure);

    /// <inheritdoc/>
    public SourceStatus Poll(IngressPort ingress)
    {
        Thread = Thread.CurrentThread;
        try
        {
            return poll(ingress);
        }
        finally
        {
            _polled.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public ValueTask StopAsync(TimeSpan timeout)
    {
        IsStopped = true;
        return ValueTask.CompletedTask;
    }
}
