using System.IO.Compression;
using System.Text;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Model;

namespace TradingEngine.Tests.Ingress.Recorded;

/// <summary>A file for one test, deleted after it, and what the readers make of it.</summary>
internal sealed class RecordedFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trading-engine-").FullName;

    public RecordedFile(string name, byte[] content)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(Path, content);
    }

    public RecordedFile(string name, string content)
        : this(name, Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path { get; }

    public List<RefusedLine> Refused { get; } = [];

    public static byte[] Compress(string content)
    {
        var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return memory.ToArray();
    }

    public List<MarketTick> ReadTicks()
    {
        using var reader = new TickFileReader(Path, Refused.Add);
        var ticks = new List<MarketTick>();
        while (reader.TryRead(out var tick))
        {
            ticks.Add(tick);
        }

        return ticks;
    }

    public List<TradingSignal> ReadSignals()
    {
        using var reader = new SignalFileReader(Path, Refused.Add);
        var signals = new List<TradingSignal>();
        while (reader.TryRead(out var signal))
        {
            signals.Add(signal);
        }

        return signals;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
