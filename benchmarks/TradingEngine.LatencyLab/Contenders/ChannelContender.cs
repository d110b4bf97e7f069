using System.Threading.Channels;
using TradingEngine.Internals;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>A bounded channel with a single reader and a single writer.</summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal sealed class ChannelContender<THandler> : QueueContender<THandler>
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    private readonly Channel<PipelineSlot> _channel;
    private readonly Task _reader;

    /// <param name="capacity">Slots.</param>
    /// <param name="handler">The stages.</param>
    /// <param name="isPolled">True where an idle reader spins and yields as the ring's does, instead of
    /// awaiting.</param>
    public ChannelContender(int capacity, THandler handler, bool isPolled)
        : base(handler)
    {
        _channel = Channel.CreateBounded<PipelineSlot>(
            new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        _reader = isPolled ? StartPolling() : Task.Run(ReadAsync);
    }

    public override void Dispose()
    {
        _channel.Writer.Complete();
        _reader.Wait();
    }

    protected override void Enqueue(in PipelineSlot slot)
    {
        var backoff = new Backoff();
        while (!_channel.Writer.TryWrite(slot))
        {
            backoff.Pause();
        }
    }

    private Task StartPolling() => Task.Factory.StartNew(
        Poll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task ReadAsync()
    {
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Drain();
        }
    }

    private void Poll()
    {
        var spins = 0;
        while (!_channel.Reader.Completion.IsCompleted)
        {
            if (Drain() > 0)
            {
                spins = 0;
            }
            else if (spins++ < 100)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private int Drain()
    {
        var count = 0;
        while (count < DrainSizeMax && _channel.Reader.TryRead(out var slot))
        {
            Process(ref slot);
            count++;
        }

        return count;
    }
}
