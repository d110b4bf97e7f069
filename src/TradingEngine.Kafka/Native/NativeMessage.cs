using System.Runtime.InteropServices;

namespace TradingEngine.Kafka.Native;

/// <summary>A message as librdkafka lays it out (<c>rd_kafka_message_t</c> in rdkafka.h, stable since 0.8).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int Error;
    public nint Topic;
    public int Partition;
    public byte* Value;
    public nuint ValueLength;
    public byte* Key;
    public nuint KeyLength;
    public long Offset;
    public nint Opaque;
}
