using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Kafka.Topics;

/// <summary>Looks at the start whether the topics are there, and creates them where that is wanted.</summary>
internal sealed class TopicCheck : IDisposable
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(30);

    private readonly KafkaOptions _options;
    private readonly ILogger _logger;
    private readonly IAdminClient _admin;
    private readonly object _gate = new();
    private int _askingCount;
    private bool _isDisposed;

    public TopicCheck(KafkaOptions options, ClientSettings settings, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _admin = new AdminClientBuilder(settings.MakeAdmin())
            .SetErrorHandler((_, error) => logger.ClientError("admin", error.Code.ToString(), error.Reason))
            .SetLogHandler((_, message) => logger.ClientLog("admin", message.Message))
            .Build();
    }

    /// <summary>The partition counts of all topics at the broker. Waits for a broker that does not answer.</summary>
    /// <exception cref="TimeoutException">None answered in time.</exception>
    public Dictionary<string, int> ReadTopics(CancellationToken cancellationToken)
    {
        var due = Due.In(_options.StartTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return PartitionCounts(_admin.GetMetadata(AskTimeout));
            }
            catch (KafkaException exception)
            {
                if (due.IsOver)
                {
                    throw new TimeoutException(
                        $"No broker at {_options.BootstrapServers} answered within {_options.StartTimeout}: " +
                        $"{exception.Error.Reason}.",
                        exception);
                }

                _logger.WaitsForBroker(_options.BootstrapServers, exception.Error.Reason);
            }
        }
    }

    /// <summary>Asks once; empty where no broker answers, and while the client is let go. Any thread may.</summary>
    public Dictionary<string, int> TryReadTopics()
    {
        if (!TryBeginAsking())
        {
            return [];
        }

        try
        {
            return PartitionCounts(_admin.GetMetadata(AskTimeout));
        }
        catch (KafkaException)
        {
            return [];
        }
        finally
        {
            EndAsking();
        }
    }

    /// <summary>Creates topics.</summary>
    /// <exception cref="InvalidOperationException">Some could not be created; all are named with the reason.</exception>
    public void Create(IReadOnlyList<TopicSpec> topics)
    {
        var specs = new List<TopicSpecification>();
        foreach (var topic in topics)
        {
            specs.Add(new TopicSpecification
            {
                Name = topic.Name,
                NumPartitions = topic.PartitionCount,
                Configs = new Dictionary<string, string>
                {
                    ["retention.ms"] =
                        ((long)topic.Retention.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
                },
            });
        }

        try
        {
            _admin.CreateTopicsAsync(specs, new CreateTopicsOptions { RequestTimeout = CreateTimeout })
                .GetAwaiter().GetResult();
            _logger.TopicsCreated(string.Join(", ", specs.ConvertAll(spec => spec.Name)));
        }
        catch (CreateTopicsException exception)
        {
            // Another engine may have created them at the same moment.
            var failed = exception.Results.FindAll(
                result => result.Error.IsError && result.Error.Code != ErrorCode.TopicAlreadyExists);
            if (failed.Count > 0)
            {
                throw Failure(string.Join(", ", failed.ConvertAll(each => $"{each.Topic} ({each.Error.Reason})")), exception);
            }
        }
        catch (KafkaException exception)
        {
            throw Failure($"{string.Join(", ", specs.ConvertAll(each => each.Name))} ({exception.Error.Reason})", exception);
        }
    }

    /// <remarks>The client must not go away beneath a question: then the one who asked lets it go.</remarks>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (_askingCount > 0)
            {
                return;
            }
        }

        _admin.Dispose();
    }

    private bool TryBeginAsking()
    {
        lock (_gate)
        {
            _askingCount += _isDisposed ? 0 : 1;
            return !_isDisposed;
        }
    }

    private void EndAsking()
    {
        bool isLast;
        lock (_gate)
        {
            isLast = --_askingCount == 0 && _isDisposed;
        }

        if (isLast)
        {
            _admin.Dispose();
        }
    }

    private static InvalidOperationException Failure(string topics, Exception inner) =>
        new($"These topics are missing and could not be created: {topics}.", inner);

    private static Dictionary<string, int> PartitionCounts(Metadata metadata)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var topic in metadata.Topics)
        {
            if (!topic.Error.IsError)
            {
                counts[topic.Topic] = topic.Partitions.Count;
            }
        }

        return counts;
    }
}
