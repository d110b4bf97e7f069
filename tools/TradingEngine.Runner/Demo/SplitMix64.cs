namespace TradingEngine.Runner.Demo;

/// <summary>Random numbers that are the same for a seed on every machine and every version of .NET.</summary>
/// <remarks>SplitMix64 by Sebastiano Vigna, public domain.</remarks>
internal sealed class SplitMix64
{
    private ulong _state;

    public SplitMix64(int seed)
    {
        _state = (ulong)seed;
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from -<paramref name="limit"/> to <paramref name="limit"/>.</summary>
    public long Within(long limit) => (long)Math.BigMul(Next(), (ulong)(2 * limit + 1), out _) - limit;

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
