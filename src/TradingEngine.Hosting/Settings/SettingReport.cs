namespace TradingEngine.Hosting.Settings;

/// <summary>What came of reading settings: every value, everything that is wrong, everything worth a warning.</summary>
public sealed class SettingReport
{
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];
    private readonly List<EffectiveSetting> _settings = [];
    private readonly HashSet<string> _wrongKeys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// One sentence an error, each beginning with the full configuration key, in the order of reading.
    /// </summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>One sentence a warning, such as about a setting that has no effect.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Every setting that was asked for, in the order of reading.</summary>
    public IReadOnlyList<EffectiveSetting> Settings => _settings;

    /// <summary>Does nothing where all is well.</summary>
    /// <exception cref="SettingsException">Something is wrong; it lists all of it.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new SettingsException([.. _errors]);
        }
    }

    /// <summary>Adds a warning, a whole sentence.</summary>
    public void AddWarning(string warning)
    {
        ArgumentException.ThrowIfNullOrEmpty(warning);
        _warnings.Add(warning);
    }

    internal void AddError(string error) => _errors.Add(error);

    /// <summary>The value of a key could not be used; what follows from its default is no further error.</summary>
    internal void AddWrong(string key, string reason)
    {
        _wrongKeys.Add(key);
        _errors.Add($"{key} {reason}");
    }

    internal bool IsWrong(string key) => _wrongKeys.Contains(key);

    internal void Add(EffectiveSetting setting) => _settings.Add(setting);
}
