namespace TradingEngine.Hosting.Settings;

/// <summary>Settings are wrong. The message lists everything that is.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Settings are wrong in these ways.</summary>
    /// <param name="errors">One sentence an error, each beginning with the full configuration key.</param>
    public SettingsException(IReadOnlyList<string> errors)
        : base($"The settings are wrong. {string.Join(' ', errors ?? throw new ArgumentNullException(nameof(errors)))}")
    {
        Errors = errors;
    }

    /// <summary>One sentence an error, each beginning with the full configuration key.</summary>
    public IReadOnlyList<string> Errors { get; }
}
