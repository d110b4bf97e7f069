using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Kafka.Takeover;

/// <summary>
/// Learns what other engines have done before signals of partitions are taken that may come from them: it reads the order
/// topics back and tells the engine, on a thread of its own. Until that is done, the partitions wait; it never guesses.
/// </summary>
internal sealed class OrderTakeover : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly KafkaAdapter _adapter;
    private readonly SourceContext _context;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _closing = new();
    private TakeoverFigures _figures = TakeoverFigures.None;
    private bool _hasToldOfRefused;
    private bool _hasToldOfDelay;
    private Due _delayed;
    private string _failure = "";

    public OrderTakeover(KafkaAdapter adapter, SourceContext context, ILogger logger)
    {
        _adapter = adapter;
        _context = context;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine takeover" };
    }

    /// <summary>The partitions that this engine has.</summary>
    public NewPartitions Partitions { get; } = new();

    /// <summary>What came of it so far.</summary>
    public TakeoverFigures Figures => Volatile.Read(ref _figures);

    public void Start() => _thread.Start();

    /// <summary>Ends the thread. One that a client holds which waits for a broker is left to end by itself.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        Partitions.Close();
        if (_thread.Join(CloseTimeout))
        {
            _closing.Dispose();
        }
    }

    private void Run()
    {
        while (Partitions.WaitForSome())
        {
            _hasToldOfDelay = false;
            _failure = "there is more to be read";
            _delayed = Due.In(_adapter.Options.TakeoverTimeout);
            var begin = Stopwatch.GetTimestamp();
            while (!TryOnce(begin) && !_closing.IsCancellationRequested)
            {
                TellOfDelay();
                _closing.Token.WaitHandle.WaitOne(RetryPause);
            }
        }
    }

    /// <returns>False where it must be tried again.</returns>
    private bool TryOnce(long begin)
    {
        // Partitions first, ends after them: what an earlier owner wrote before this assignment is within the ends.
        var waiting = Partitions.GetWaiting();
        if (waiting.Count == 0)
        {
            return true;
        }

        try
        {
            using var reader = new OrderTopicReader(_adapter, _logger);
            reader.Start(_context.Traders);
            if (!Read(reader))
            {
                return false;
            }

            var ends = waiting.ConvertAll(each => (each.Partition, each.Number, End: reader.EndOf(each.Partition)));
            Adopt(reader, begin);
            ends.ForEach(each => Partitions.Free(each.Partition, each.Number, each.End));
            return true;
        }
        catch (KafkaException exception)
        {
            _failure = exception.Error.Reason;
            _logger.TakeoverFailed(exception.Error.Code.ToString(), exception.Error.Reason);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Reads to the end; where nothing came for a whole time limit, it is better begun anew.</summary>
    private bool Read(OrderTopicReader reader)
    {
        var count = -1L;
        while (!reader.ReadOn(Due.In(_adapter.Options.TakeoverTimeout), _closing.Token))
        {
            TellOfDelay();
            if (reader.MessageCount == count)
            {
                _failure = "no message came for as long";
                return false;
            }

            count = reader.MessageCount;
        }

        return true;
    }

    /// <remarks>The engine takes a batch before every signal that is published after this call.</remarks>
    private void Adopt(OrderTopicReader reader, long begin)
    {
        var orderCount = 0;
        foreach (var (count, events) in reader.History.TakeEnded())
        {
            orderCount += count;
            _context.Adopt(events);
        }

        var duration = Stopwatch.GetElapsedTime(begin);
        var earlier = Figures;
        Volatile.Write(ref _figures, new TakeoverFigures(
            earlier.Count + 1,
            earlier.OrderCount + orderCount,
            earlier.RefusedCount + reader.History.RefusedCount,
            _context.TimeProvider.GetUtcNow(),
            duration));
        _logger.TakenOver(
            reader.MessageCount, orderCount, reader.History.OpenCount, duration.TotalMilliseconds);
        if (reader.MessageCount > 0)
        {
            TellOfOrders(reader, orderCount, duration);
        }

        if (reader.History.RefusedCount > 0 && !_hasToldOfRefused)
        {
            _hasToldOfRefused = true;
            Tell(
                AlertKind.MessageRefused,
                AlertSeverity.Warning,
                $"{reader.History.RefusedCount} messages of the order topics are not order events of this system and " +
                $"were skipped; the first: {reader.History.FirstRefusal}.");
        }
    }

    private void TellOfOrders(OrderTopicReader reader, int orderCount, TimeSpan duration) => Tell(
        AlertKind.OrdersReadBack,
        AlertSeverity.Information,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Read {orderCount} orders back from {reader.MessageCount} messages in {duration.TotalMilliseconds:0} ms, " +
            $"and {reader.History.OpenCount} that are open: those stay with the engine that sent them."));

    /// <summary>Tells once where partitions wait for longer than the time limit.</summary>
    private void TellOfDelay()
    {
        if (_hasToldOfDelay || !_delayed.IsOver || _closing.IsCancellationRequested)
        {
            return;
        }

        _hasToldOfDelay = true;
        Tell(
            AlertKind.ReadBackDelayed,
            AlertSeverity.Critical,
            $"The order topics were not read back within {_adapter.Options.TakeoverTimeout} ({_failure}): the signals " +
            $"of {Partitions.WaitingCount} partitions wait until they are.");
    }

    private void Tell(AlertKind kind, AlertSeverity severity, string message) =>
        _context.Alert(new Alert(kind, severity, message, "kafka", _context.TimeProvider.GetUtcNow()));
}
