using System.Reflection;
using System.Runtime.InteropServices;

namespace TradingEngine.Kafka.Native;

/// <summary>Finds the librdkafka that Confluent.Kafka uses, so that our own imports share its copy.</summary>
/// <remarks>
/// An import of "librdkafka" itself fails where libsasl2.so.3 is missing, as on Debian: Confluent.Kafka falls back to
/// another build there. So our imports have a name of their own, and the resolver takes the file that Confluent.Kafka
/// has mapped already; a second build beside it would have other threads and other state.
/// </remarks>
internal static class LibrdkafkaLibrary
{
    /// <summary>The name that imports give; no file has it.</summary>
    public const string Name = "tradingengine-librdkafka";

    private const string MapsPath = "/proc/self/maps";

    private static readonly string[] Candidates =
        ["librdkafka", "centos8-librdkafka.so", "alpine-librdkafka.so"];

    private static readonly Lazy<nint> Handle = new(Load);

    static LibrdkafkaLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(LibrdkafkaLibrary).Assembly, Resolve);

    /// <summary>
    /// Loads the library, and from then on resolves <see cref="Name"/>. To be called by the static constructor of each
    /// class with imports.
    /// </summary>
    /// <exception cref="DllNotFoundException">No build of librdkafka fits this machine.</exception>
    public static void EnsureLoaded() => _ = Handle.Value;

    /// <summary>
    /// The builds of librdkafka that this process has mapped, each once; none where /proc/self/maps does not exist.
    /// </summary>
    public static IReadOnlyList<string> FindMappedFiles()
    {
        var files = new List<string>();
        if (!File.Exists(MapsPath))
        {
            return files;
        }

        foreach (var line in File.ReadLines(MapsPath))
        {
            var start = line.IndexOf('/', StringComparison.Ordinal);
            if (start >= 0 && IsLibrdkafka(line[start..]) && !files.Contains(line[start..]))
            {
                files.Add(line[start..]);
            }
        }

        return files;
    }

    private static bool IsLibrdkafka(string path) =>
        Path.GetFileName(path).Contains("librdkafka.so", StringComparison.Ordinal);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? Handle.Value : nint.Zero;

    private static nint Load()
    {
        Confluent.Kafka.Library.Load(null);
        foreach (var file in FindMappedFiles())
        {
            if (NativeLibrary.TryLoad(file, out var mapped))
            {
                return mapped;
            }
        }

        foreach (var candidate in Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, typeof(Confluent.Kafka.Library).Assembly, null, out var found))
            {
                return found;
            }
        }

        throw new DllNotFoundException(
            $"No librdkafka is mapped, and none of {string.Join(", ", Candidates)} could be loaded.");
    }
}
