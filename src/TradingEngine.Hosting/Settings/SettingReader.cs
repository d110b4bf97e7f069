using Microsoft.Extensions.Configuration;

namespace TradingEngine.Hosting.Settings;

/// <summary>
/// Reads typed settings and goes on where one is wrong: the default stands for it, and <see cref="Report"/> says
/// everything at the end, each error with its full key.
/// </summary>
public sealed class SettingReader
{
    private readonly IConfiguration _configuration;
    private readonly IConfigurationRoot? _root;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads from a configuration, with a report of its own.</summary>
    public SettingReader(IConfiguration configuration)
        : this(configuration, new SettingReport())
    {
    }

    /// <summary>Reads from a configuration into a report that others fill, too.</summary>
    public SettingReader(IConfiguration configuration, SettingReport report)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(report);
        _configuration = configuration;
        _root = configuration as IConfigurationRoot;
        Path = (configuration as IConfigurationSection)?.Path ?? "";
        Report = report;
    }

    private SettingReader(SettingReader parent, IConfigurationSection section)
    {
        _configuration = section;
        _root = parent._root;
        Path = section.Path;
        Report = parent.Report;
    }

    /// <summary>The key of what is read here, empty at the root.</summary>
    public string Path { get; }

    /// <summary>What came of all reading so far.</summary>
    public SettingReport Report { get; }

    /// <summary>A reader of a section, with the same report.</summary>
    public SettingReader Section(string name)
    {
        _known.Add(name);
        var section = _configuration.GetSection(name);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            Report.AddWrong(section.Path, "must be a section with settings, not one value.");
        }

        return new SettingReader(this, section);
    }

    /// <summary>The names of what is set here, as they are written.</summary>
    public IReadOnlyList<string> GetNames()
    {
        var names = new List<string>();
        foreach (var child in _configuration.GetChildren())
        {
            names.Add(child.Key);
        }

        return names;
    }

    /// <summary>Text. An empty text is a text.</summary>
    public string Text(string name, string defaultValue, string description) =>
        Read(name, defaultValue, description, SettingKinds.Text);

    /// <summary>A whole number of 32 bits.</summary>
    public int Whole(string name, int defaultValue, string description) =>
        Read(name, defaultValue, description, SettingKinds.Whole);

    /// <summary>A decimal number with a point, of at most 28 digits, without exponent; never rounded.</summary>
    public decimal Number(string name, decimal defaultValue, string description) =>
        Read(name, defaultValue, description, SettingKinds.Number);

    /// <summary>A decimal number, or <c>none</c>, which is the default.</summary>
    public decimal? NumberOrNone(string name, string description) =>
        Read(name, null, description, SettingKinds.OrNone(SettingKinds.Number));

    /// <summary>A time, or <c>none</c>, which is the default.</summary>
    public TimeSpan? TimeOrNone(string name, string description) =>
        Read(name, null, description, SettingKinds.OrNone(TimeSetting.Finite));

    /// <summary><c>true</c> or <c>false</c>, or 1, 0, yes, no, on, off.</summary>
    public bool Flag(string name, bool defaultValue, string description) =>
        Read(name, defaultValue, description, SettingKinds.Flag);

    /// <summary>A time, such as <c>00:00:30</c>, <c>500ms</c>, <c>30s</c> or <c>15m</c>.</summary>
    public TimeSpan Time(string name, TimeSpan defaultValue, string description) =>
        Read(name, defaultValue, description, TimeSetting.Finite);

    /// <summary>A time, or <c>infinite</c>, which is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan TimeOrInfinite(string name, TimeSpan defaultValue, string description) =>
        Read(name, defaultValue, description, TimeSetting.FiniteOrInfinite);

    /// <summary>One of the names of an enumeration, in upper or lower case.</summary>
    public TEnum Choice<TEnum>(string name, TEnum defaultValue, string description)
        where TEnum : struct, Enum => Read(name, defaultValue, description, SettingKinds.Choice<TEnum>());

    /// <summary>
    /// A list of texts: a JSON array, indexed keys or a text with commas. It comes whole from the last source that has
    /// it, where the reader began at the root.
    /// </summary>
    public IReadOnlyList<string> List(string name, IReadOnlyList<string> defaultValue, string description)
    {
        ArgumentNullException.ThrowIfNull(defaultValue);
        _known.Add(name);
        var section = _configuration.GetSection(name);
        if (!ListSetting.TryRead(_root, section, out var values))
        {
            Report.AddWrong(section.Path, $"must be {ListSetting.Expectation}, not '{Show(section, section.Value)}'.");
        }

        var value = values ?? defaultValue;
        Add(section, ListSetting.Show(value), ListSetting.Show(defaultValue), values is null, description);
        return value;
    }

    /// <summary>Texts by name: every key below this one.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name, string description)
    {
        var section = Section(name);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in section.GetNames())
        {
            values[key] = section.Text(key, "", description);
        }

        return values;
    }

    /// <summary>Lists by name: every key below this one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists(string name, string description)
    {
        var section = Section(name);
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var key in section.GetNames())
        {
            values[key] = section.List(key, [], description);
        }

        return values;
    }

    /// <summary>Adds an error about a key here.</summary>
    /// <param name="name">The name below <see cref="Path"/>.</param>
    /// <param name="reason">What is wrong, to follow the key, with a full stop.</param>
    public void AddError(string name, string reason) => Report.AddError($"{KeyOf(name)} {reason}");

    /// <summary>
    /// Adds what a check of the whole found, such as <see cref="EngineOptions.Validate"/>, except about keys that could
    /// not be read.
    /// </summary>
    /// <param name="sentences">Sentences that each begin with the name of a setting here.</param>
    public void AddErrors(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        foreach (var sentence in sentences)
        {
            var end = sentence.IndexOf(' ', StringComparison.Ordinal);
            if (!Report.IsWrong(KeyOf(end < 0 ? sentence : sentence[..end])))
            {
                Report.AddError(KeyOf(sentence));
            }
        }
    }

    /// <summary>Adds an error for each key here that nobody asked for. To be called when all has been read.</summary>
    /// <param name="others">Keys that belong to somebody else.</param>
    public void RefuseUnknown(params ReadOnlySpan<string> others)
    {
        foreach (var other in others)
        {
            _known.Add(other);
        }

        foreach (var name in GetNames())
        {
            if (!_known.Contains(name))
            {
                var nearest = NearestName.Find(name, _known);
                AddError(name, nearest is null ? "is not known." : $"is not known; did you mean {nearest}?");
            }
        }
    }

    private static string Show(IConfigurationSection section, string? value) =>
        SecretKeys.Show(section.Path, value ?? "");

    private T Read<T>(string name, T defaultValue, string description, SettingKind<T> kind)
    {
        _known.Add(name);
        var section = _configuration.GetSection(name);
        var value = defaultValue;
        if (section.Value is { } text && !kind.Parse(text, out value))
        {
            value = defaultValue;
            Report.AddWrong(section.Path, $"must be {kind.Expectation}, not '{Show(section, text)}'.");
        }
        else if (section.Value is null && HasChildren(section))
        {
            Report.AddWrong(section.Path, $"must be {kind.Expectation}, not a section or a list.");
        }

        var isDefault = section.Value is null || Report.IsWrong(section.Path);
        Add(section, kind.Show(value), kind.Show(defaultValue), isDefault, description);
        return value;
    }

    private void Add(IConfigurationSection section, string value, string defaultValue, bool isDefault, string text) =>
        Report.Add(new EffectiveSetting(
            section.Path, Show(section, value), Show(section, defaultValue), isDefault, text));

    private static bool HasChildren(IConfigurationSection section)
    {
        foreach (var _ in section.GetChildren())
        {
            return true;
        }

        return false;
    }

    private string KeyOf(string name) => Path.Length == 0 ? name : ConfigurationPath.Combine(Path, name);
}
