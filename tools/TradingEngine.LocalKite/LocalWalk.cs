namespace TradingEngine.LocalKite;

/// <summary>Moves prices at random, a few ticks at a time.</summary>
/// <param name="exchange">Whose prices.</param>
/// <param name="instruments">The instruments that move.</param>
/// <param name="seed">The same seed moves the same instruments by the same steps.</param>
public sealed class LocalWalk(LocalExchange exchange, IReadOnlyList<LocalInstrument> instruments, int seed)
{
    private const decimal IndexTick = 0.05m;
    private const int StepsMax = 3;
    private const int PauseMillis = 10;
    private readonly Random _random = new(seed);

    /// <summary>Moves one instrument by up to three ticks. A price stays above half of where it began.</summary>
    public void Step()
    {
        var instrument = instruments[_random.Next(instruments.Count)];
        var tick = instrument.TickSize > 0 ? instrument.TickSize : IndexTick;
        var move = tick * _random.Next(-StepsMax, StepsMax + 1);
        var price = exchange.LastPrice(instrument.Token) + move;
        exchange.SetPrice(instrument.Token, Math.Max(price, Math.Ceiling(instrument.LastPrice / 2 / tick) * tick));
    }

    /// <summary>Steps until the token is cancelled; then it ends without an exception.</summary>
    /// <param name="ticksPerSecond">How many steps a second.</param>
    /// <param name="time">The clock that paces them.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task RunAsync(int ticksPerSecond, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ticksPerSecond);
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        var done = 0L;
        while (!cancellationToken.IsCancellationRequested)
        {
            var due = (long)(time.GetElapsedTime(start).TotalSeconds * ticksPerSecond);
            for (; done < due && !cancellationToken.IsCancellationRequested; done++)
            {
                Step();
            }

            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(PauseMillis), time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
