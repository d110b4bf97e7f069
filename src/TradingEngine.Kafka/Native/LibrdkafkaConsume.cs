using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace TradingEngine.Kafka.Native;

/// <summary>
/// librdkafka's own batch interface on a consumer of Confluent.Kafka, which does not offer it: messages stay in native
/// memory and cost no managed object.
/// </summary>
/// <remarks>
/// The native handle of the client is internal; its accessor is bound by name, so a version of Confluent.Kafka that
/// renames it fails at the first use with a <see cref="MissingMethodException"/>, not silently.
/// </remarks>
internal static unsafe partial class LibrdkafkaConsume
{
    static LibrdkafkaConsume() => LibrdkafkaLibrary.EnsureLoaded();

    /// <summary>The consumer's queue; to be let go with <see cref="DestroyQueue"/>.</summary>
    public static nint OpenQueue(Handle handle)
    {
        var safe = (SafeHandle)GetLibrdkafkaHandle(handle);
        var queue = GetConsumerQueue(safe.DangerousGetHandle());
        GC.KeepAlive(safe);
        return queue != 0 ? queue : throw new InvalidOperationException("The consumer has no queue.");
    }

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_queue_destroy")]
    public static partial void DestroyQueue(nint queue);

    /// <summary>Takes messages, and serves the client's callbacks, without waiting.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_consume_batch_queue")]
    public static partial nint ConsumeBatch(nint queue, int timeoutMillis, NativeMessage** messages, nuint size);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_message_destroy")]
    public static partial void Destroy(NativeMessage* message);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_message_timestamp")]
    public static partial long GetTimestamp(NativeMessage* message, out int type);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_queue_get_consumer")]
    private static partial nint GetConsumerQueue(nint handle);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object GetLibrdkafkaHandle(Handle handle);
}
