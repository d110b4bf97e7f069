using System.Runtime.InteropServices;
using Confluent.Kafka;
using TradingEngine.Kafka.Native;

namespace TradingEngine.Kafka.Embedded;

/// <summary>Owns a native mock cluster, serialises the calls to it and turns its errors into exceptions.</summary>
/// <remarks>
/// Arguments are not checked here. The lock keeps a call from using a cluster that another thread disposes of;
/// librdkafka itself could take calls at once.
/// </remarks>
internal sealed unsafe class MockCluster : IDisposable
{
    /// <summary>In place of a broker's id: every broker.</summary>
    public const int AllBrokers = LibrdkafkaMock.AllBrokers;

    private const int ControllerId = 1;

    private const int PauseMillis = 1;

    // The owner connects to nothing, and says so in a notice: 3 is errors only.
    private const string OwnerLogLevel = "3";

    private readonly Lock _gate = new();
    private nint _owner;
    private nint _cluster;

    /// <summary>Starts the brokers 1 to <paramref name="brokerCount"/>.</summary>
    /// <exception cref="DllNotFoundException">No build of librdkafka fits this machine.</exception>
    /// <exception cref="InvalidOperationException">librdkafka could not start them.</exception>
    public MockCluster(int brokerCount)
    {
        // Otherwise a missing library would show as the failure of a static constructor.
        LibrdkafkaLibrary.EnsureLoaded();
        _owner = LibrdkafkaHandle.CreateProducer("log_level", OwnerLogLevel);
        _cluster = LibrdkafkaMock.CreateCluster(_owner, brokerCount);
        if (_cluster == nint.Zero)
        {
            LibrdkafkaHandle.Destroy(_owner);
            throw new InvalidOperationException($"librdkafka started no cluster of {brokerCount} brokers.");
        }

        // Without a controller, admin clients time out.
        LibrdkafkaMock.SetController(_cluster, ControllerId);
        LibrdkafkaMock.SetInitialRebalanceDelay(_cluster, 0);
        BootstrapServers = Marshal.PtrToStringUTF8((nint)LibrdkafkaMock.GetBootstrapServers(_cluster))!;
    }

    public string BootstrapServers { get; }

    public void CreateTopic(string name, int partitionCount, int replicationFactor)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var error = LibrdkafkaMock.CreateTopic(_cluster, name, partitionCount, replicationFactor);
            EndCommand(error, $"Topic '{name}' was not created");
        }
    }

    public void SetLeader(string topic, int partition, int brokerId)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var error = LibrdkafkaMock.SetLeader(_cluster, topic, partition, brokerId);
            EndCommand(error, $"Broker {brokerId} was not made the leader of {topic} [{partition}]");
        }
    }

    public void SetGroupCoordinator(string groupId, int brokerId)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var error = LibrdkafkaMock.SetCoordinator(_cluster, "group", groupId, brokerId);
            EndCommand(error, $"Broker {brokerId} was not made the coordinator of group '{groupId}'");
        }
    }

    public void SetDown(int brokerId)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            EndCommand(LibrdkafkaMock.SetDown(_cluster, brokerId), $"Broker {brokerId} was not set down");
        }
    }

    public void SetUp(int brokerId)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            EndCommand(LibrdkafkaMock.SetUp(_cluster, brokerId), $"Broker {brokerId} was not set up");
        }
    }

    public void SetRoundTripTime(int brokerId, int millis)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var error = LibrdkafkaMock.SetRoundTripTime(_cluster, brokerId, millis);
            EndCommand(error, $"Broker {brokerId} was not delayed");
        }
    }

    public void PushErrors(short api, ReadOnlySpan<ErrorCode> errors)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            fixed (ErrorCode* first = errors)
            {
                LibrdkafkaMock.PushErrors(_cluster, api, (nuint)errors.Length, first);
            }
        }
    }

    public void ClearErrors(short api)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            LibrdkafkaMock.ClearErrors(_cluster, api);
        }
    }

    public void StartTracking()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            LibrdkafkaMock.StartTracking(_cluster);
        }
    }

    public void StopTracking()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            LibrdkafkaMock.StopTracking(_cluster);
        }
    }

    public int CountRequests(short api, int brokerId)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var requests = LibrdkafkaMock.GetRequests(_cluster, out var requestCount);
            if (requests is null)
            {
                return 0;
            }

            var count = 0;
            for (nuint i = 0; i < requestCount; i++)
            {
                var isOfBroker = brokerId == AllBrokers || LibrdkafkaMock.GetBrokerId(requests[i]) == brokerId;
                count += isOfBroker && LibrdkafkaMock.GetApi(requests[i]) == api ? 1 : 0;
            }

            LibrdkafkaMock.FreeRequests(requests, requestCount);
            return count;
        }
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_cluster == nint.Zero, typeof(EmbeddedKafka));

    public void Dispose()
    {
        lock (_gate)
        {
            if (_cluster == nint.Zero)
            {
                return;
            }

            // The cluster uses its owner until the end, so it goes first.
            LibrdkafkaMock.DestroyCluster(_cluster);
            LibrdkafkaHandle.Destroy(_owner);
            _cluster = nint.Zero;
            _owner = nint.Zero;
        }
    }

    /// <summary>Lets the thread of the cluster go back to sleep before the next command.</summary>
    /// <remarks>
    /// It answers a command first and then drops all wake-ups that have come. A command that is sent in between is seen
    /// only when the thread wakes by itself, after a second. A pause makes that rare; it decides nothing but time.
    /// </remarks>
    private static void Pause() => Thread.Sleep(PauseMillis);

    private static void EndCommand(ErrorCode error, string what)
    {
        Pause();
        if (error != ErrorCode.NoError)
        {
            throw new KafkaException(new Error(error, $"{what}: {error.GetReason()}"));
        }
    }
}
