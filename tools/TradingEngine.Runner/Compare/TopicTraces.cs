using Confluent.Kafka;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Feed;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Runner.Compare;

/// <summary>
/// Order events of topics, from their beginning up to where they end at <see cref="Begin"/>; those before the time of the
/// filter are read and passed over. Belongs to no group and commits nothing.
/// </summary>
internal sealed class TopicTraces : ITraceSource
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConsumeTimeout = TimeSpan.FromMilliseconds(50);

    private readonly string _name;
    private readonly IReadOnlyList<string> _topics;
    private readonly TraceFilter _filter;
    private readonly KafkaOptions _options;
    private readonly IConsumer<Ignore, byte[]?> _consumer;
    private readonly Dictionary<TopicPartition, long> _ends = [];
    private string? _lastError;

    /// <param name="name">What the side is called.</param>
    /// <param name="topics">The topics. Those that are not there are empty, as long as one is.</param>
    /// <param name="options">How to speak to Kafka.</param>
    /// <param name="filter">Which events count.</param>
    public TopicTraces(string name, IReadOnlyList<string> topics, KafkaOptions options, TraceFilter filter)
    {
        _name = name;
        _topics = topics;
        _options = options;
        _filter = filter;
        _consumer = new ConsumerBuilder<Ignore, byte[]?>(new ClientSettings(options).MakeOrderConsumer("compare"))
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => _lastError = error.Reason)
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">No broker answered in time.</exception>
    /// <exception cref="InvalidDataException">There is none of the topics.</exception>
    public void Begin(CancellationToken cancellationToken)
    {
        var due = Due.In(_options.StartTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                FindSpans();
                return;
            }
            catch (KafkaException exception)
            {
                if (due.IsOver)
                {
                    throw NoAnswer(_lastError ?? exception.Error.Reason, exception);
                }
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">The broker went silent before the end.</exception>
    /// <exception cref="KafkaException">A topic cannot be read.</exception>
    public TraceSet Read(CancellationToken cancellationToken)
    {
        var traces = new TraceSet(_name, _filter.StrategyId);
        var due = Due.In(_options.StartTimeout);
        while (_ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_consumer.Consume(ConsumeTimeout) is { } result)
            {
                Take(traces, result);
                due = Due.In(_options.StartTimeout);
            }
            else if (due.IsOver)
            {
                throw NoAnswer(_lastError ?? "it went silent before the end of the topics", null);
            }
        }

        return traces;
    }

    public void Dispose() => _consumer.Dispose();

    private void FindSpans()
    {
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        var found = admin.GetMetadata(AskTimeout).Topics
            .Where(topic => _topics.Contains(topic.Topic) && topic.Partitions.Count > 0)
            .ToList();
        if (found.Count == 0)
        {
            throw new InvalidDataException(
                $"there is no topic {string.Join(" or ", _topics)} at {_options.BootstrapServers}");
        }

        var now = TimeProvider.System.GetUtcNow();
        var spans = found
            .SelectMany(topic => PartitionSpan.Ask(
                _consumer,
                topic.Topic,
                topic.Partitions.Count,
                TimeSpan.Zero,
                int.MaxValue,
                now,
                AskTimeout))
            .Where(span => !span.IsEmpty)
            .ToList();
        foreach (var span in spans)
        {
            _ends[span.Partition] = span.End;
        }

        _consumer.Assign(spans.Select(span => new TopicPartitionOffset(span.Partition, span.Start)));
    }

    private void Take(TraceSet traces, ConsumeResult<Ignore, byte[]?> result)
    {
        if (!_ends.TryGetValue(result.TopicPartition, out var end))
        {
            return;
        }

        if (!result.IsPartitionEOF && result.Offset.Value < end)
        {
            Add(traces, result);
        }

        // The last offsets may be no messages, or not be readable yet: then the client says that it is at the end.
        if (result.IsPartitionEOF || result.Offset.Value + 1 >= end)
        {
            _ends.Remove(result.TopicPartition);
        }
    }

    private void Add(TraceSet traces, ConsumeResult<Ignore, byte[]?> result)
    {
        var place = new MessagePlace(result.TopicPartitionOffset);
        if (result.Message.Value is not { } value)
        {
            traces.Reader.Refuse(place, "it is empty");
        }
        else if (traces.Reader.TryRead(value, place, out var traced) && !(traced.Time < _filter.Since))
        {
            traces.Add(traced);
        }
    }

    private TimeoutException NoAnswer(string reason, Exception? cause) => new(
        $"no broker at {_options.BootstrapServers} answered within {_options.StartTimeout}: {reason}", cause);

    /// <summary>Where a message stands.</summary>
    private readonly record struct MessagePlace(TopicPartitionOffset Place)
    {
        public override string ToString() => $"{Place.Topic} [{Place.Partition.Value}] at offset {Place.Offset.Value}";
    }
}
