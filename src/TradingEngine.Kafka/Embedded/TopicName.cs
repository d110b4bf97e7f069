using System.Buffers;

namespace TradingEngine.Kafka.Embedded;

/// <summary>The names that a real broker takes: the mock cluster checks none, and cuts them off at a NUL.</summary>
internal static class TopicName
{
    /// <summary>The most characters that a name may have.</summary>
    public const int LengthMax = 249;

    private static readonly SearchValues<char> Legal =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>Refuses what is not the name of a topic.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, "." or "..", or has another character.</exception>
    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > LengthMax || name is "." or ".." || name.AsSpan().ContainsAnyExcept(Legal))
        {
            throw new ArgumentException($"'{name}' is not the name of a topic.", nameof(name));
        }
    }
}
