using System.Runtime.InteropServices;

namespace TradingEngine.Kafka.Native;

/// <summary>What a client handle of librdkafka needs to be made and freed (rdkafka.h).</summary>
internal static unsafe partial class LibrdkafkaHandle
{
    private const int Producer = 0;
    private const int ErrorTextLength = 512;

    static LibrdkafkaHandle() => LibrdkafkaLibrary.EnsureLoaded();

    /// <summary>Creates a producer with one setting and no broker: it only owns a mock cluster.</summary>
    /// <exception cref="InvalidOperationException">The library refused; its text is in the message.</exception>
    public static nint CreateProducer(string setting, string value)
    {
        var errorText = stackalloc byte[ErrorTextLength];
        var configuration = CreateConfiguration();
        if (Set(configuration, setting, value, errorText, ErrorTextLength) != 0)
        {
            DestroyConfiguration(configuration);
            throw Refused(errorText);
        }

        // The handle takes the configuration over, but only if there is a handle.
        var handle = Create(Producer, configuration, errorText, ErrorTextLength);
        if (handle == nint.Zero)
        {
            DestroyConfiguration(configuration);
            throw Refused(errorText);
        }

        return handle;
    }

    /// <summary>Stops the threads of a handle and frees it.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_destroy")]
    public static partial void Destroy(nint handle);

    private static InvalidOperationException Refused(byte* errorText) =>
        new($"librdkafka made no handle: {Marshal.PtrToStringUTF8((nint)errorText)}");

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_conf_new")]
    private static partial nint CreateConfiguration();

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_conf_destroy")]
    private static partial void DestroyConfiguration(nint configuration);

    [LibraryImport(
        LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(nint configuration, string name, string value, byte* errorText, nuint length);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_new")]
    private static partial nint Create(int type, nint configuration, byte* errorText, nuint length);
}
