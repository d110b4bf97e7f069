using System.Globalization;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Refuses options that cannot work, with all reasons at once and without the key.</summary>
internal static class KiteTickerOptionsCheck
{
    private const int CountMax = 1 << 20;
    private const int FrameBytesLeast = 1_024;
    private const int FrameBytesMost = 64 << 20;
    private static readonly TimeSpan TimeMost = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public static void ThrowIfInvalid(KiteTickerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = FindErrors(options);
        if (errors.Count > 0)
        {
            throw new ArgumentException(
                $"The options of the ticker are not valid: {string.Join(" ", errors)}", nameof(options));
        }
    }

    private static List<string> FindErrors(KiteTickerOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            errors.Add($"{nameof(options.ApiKey)} is missing.");
        }

        if (options.SocketRoot is not { IsAbsoluteUri: true, Scheme: "ws" or "wss" })
        {
            errors.Add($"{nameof(options.SocketRoot)} must be an absolute address with ws or wss.");
        }

        CheckRange(errors, nameof(options.ConnectionsMax), options.ConnectionsMax, 1, CountMax);
        CheckRange(
            errors, nameof(options.InstrumentsPerConnectionMax), options.InstrumentsPerConnectionMax, 1, CountMax);
        CheckRange(errors, nameof(options.FrameBufferCount), options.FrameBufferCount, 2, CountMax);
        CheckRange(errors, nameof(options.FrameBytesMax), options.FrameBytesMax, FrameBytesLeast, FrameBytesMost);
        CheckTime(errors, nameof(options.ConnectTimeout), options.ConnectTimeout);
        CheckTime(errors, nameof(options.LivenessTimeout), options.LivenessTimeout);
        CheckTime(errors, nameof(options.ReconnectDelayFirst), options.ReconnectDelayFirst);
        CheckTime(errors, nameof(options.ReconnectDelayMax), options.ReconnectDelayMax);
        CheckTime(errors, nameof(options.TokenCheckInterval), options.TokenCheckInterval);
        if (options.ReconnectDelayMax < options.ReconnectDelayFirst)
        {
            errors.Add($"{nameof(options.ReconnectDelayMax)} is below {nameof(options.ReconnectDelayFirst)}.");
        }

        return errors;
    }

    private static void CheckRange(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, not from {min} to {max}."));
        }
    }

    private static void CheckTime(List<string> errors, string name, TimeSpan value)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > TimeMost)
        {
            errors.Add($"{name} is {value}, not from 1 ms to {TimeMost}.");
        }
    }
}
