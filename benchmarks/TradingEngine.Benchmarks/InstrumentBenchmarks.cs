using System.Globalization;
using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using TradingEngine.Markets;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Benchmarks;

/// <summary>Reading a list of 150,000 instruments, and finding one by its token, symbol or a part of its name.</summary>
public class InstrumentBenchmarks
{
    private const int RowCount = 150_000;
    private const int LookupCount = 1 << 16;

    private readonly byte[] _plain = Encoding.UTF8.GetBytes(MakeList());
    private readonly long[] _tokens = new long[LookupCount];
    private readonly string[] _symbols = new string[LookupCount];
    private byte[] _zipped = [];
    private InstrumentRegistry _registry = InstrumentRegistry.Empty;

    [GlobalSetup]
    public void Read()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(_plain);
        }

        _zipped = memory.ToArray();
        _registry = ReadPlain().Registry;
        var random = new Random(1);
        for (var i = 0; i < LookupCount; i++)
        {
            var instrument = _registry.All[random.Next(RowCount)];
            (_tokens[i], _symbols[i]) = (instrument.Token, instrument.Symbol);
        }
    }

    [Benchmark(OperationsPerInvoke = RowCount)]
    public InstrumentList ReadPlain() => InstrumentFile.Read(new MemoryStream(_plain));

    [Benchmark(OperationsPerInvoke = RowCount)]
    public InstrumentList ReadGzip() => InstrumentFile.Read(new MemoryStream(_zipped));

    [Benchmark(OperationsPerInvoke = RowCount)]
    public InstrumentRegistry Freeze() => InstrumentRegistry.Create(_registry.All);

    /// <summary>Any of all: most look-ups miss the caches.</summary>
    [Benchmark(OperationsPerInvoke = LookupCount)]
    public int FindAnyToken()
    {
        var found = 0;
        foreach (var token in _tokens)
        {
            found += _registry.Find(token) is null ? 0 : 1;
        }

        return found;
    }

    /// <summary>One of the few that are traded, which stay in the caches.</summary>
    [Benchmark(OperationsPerInvoke = LookupCount, Baseline = true)]
    public int FindTradedToken()
    {
        const int tradedMask = 63;
        var found = 0;
        for (var i = 0; i < LookupCount; i++)
        {
            found += _registry.Find(_tokens[i & tradedMask]) is null ? 0 : 1;
        }

        return found;
    }

    [Benchmark(OperationsPerInvoke = LookupCount)]
    public int FindSymbol()
    {
        var found = 0;
        foreach (var symbol in _symbols)
        {
            found += _registry.Find("NFO", symbol) is null ? 0 : 1;
        }

        return found;
    }

    [Benchmark]
    public int Search() => _registry.Search("name 77", "NFO").Count;

    private static string MakeList()
    {
        var text = new StringBuilder(
            "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,"
            + "instrument_type,segment,exchange\n");
        for (var row = 1; row <= RowCount; row++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(row << 8) + 2},{row},SHARE{row % 200}26DEC{row}CE,NAME {row % 200},{row}.05,2026-12-31,{row}.0,0.05,");
            text.Append(CultureInfo.InvariantCulture, $"{25 * (1 + row % 40)},CE,NFO-OPT,NFO\n");
        }

        return text.ToString();
    }
}
