using System.IO.Hashing;
using System.Text;

namespace TradingEngine.Journal;

/// <summary>Makes each name a text only once: a journal names few traders and strategies, very often.</summary>
internal sealed class Utf8Names
{
    private readonly Dictionary<UInt128, string> _names = [];

    public string this[ReadOnlySpan<byte> utf8]
    {
        get
        {
            var hash = XxHash128.HashToUInt128(utf8);
            if (!_names.TryGetValue(hash, out var name))
            {
                name = Encoding.UTF8.GetString(utf8);
                _names.Add(hash, name);
            }

            return name;
        }
    }
}
