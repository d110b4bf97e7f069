using System.Globalization;

namespace TradingEngine.Kafka;

/// <summary>Finds everything that is wrong with options.</summary>
internal static class KafkaOptionsCheck
{
    private const int CountMax = 1 << 20;
    private const int ReadBackCountMax = 10_000_000;
    private const int TopicLengthMax = 200;
    private static readonly string[] EngineSettings =
        ["group.id", "enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset", "group.protocol"];

    public static IReadOnlyList<string> FindErrors(KafkaOptions options)
    {
        var errors = new List<string>();
        CheckText(errors, nameof(options.BootstrapServers), options.BootstrapServers);
        CheckText(errors, nameof(options.ClientId), options.ClientId);
        CheckName(errors, nameof(options.GroupIdPrefix), options.GroupIdPrefix);
        CheckName(errors, nameof(options.BrokerNamespace), options.BrokerNamespace);
        CheckNames(errors, nameof(options.ActiveBrokers), options.ActiveBrokers);
        CheckNames(errors, nameof(options.TickTopics), options.TickTopics);
        CheckDefined(errors, nameof(options.GroupProtocol), options.GroupProtocol);
        CheckDefined(errors, nameof(options.SignalRouting), options.SignalRouting);
        CheckDefined(errors, nameof(options.OffsetReset), options.OffsetReset);
        CheckDefined(errors, nameof(options.MissingTopics), options.MissingTopics);
        CheckDefined(errors, nameof(options.TickReading), options.TickReading);
        CheckRange(errors, nameof(options.SignalsInFlightMax), options.SignalsInFlightMax, 1, CountMax);
        CheckRange(errors, nameof(options.CommitCount), options.CommitCount, 1, CountMax);
        CheckRange(errors, nameof(options.UnacknowledgedMax), options.UnacknowledgedMax, 1, CountMax);
        CheckRange(errors, nameof(options.WarmUpCount), options.WarmUpCount, 0, ReadBackCountMax);
        CheckRange(errors, nameof(options.TakeoverCount), options.TakeoverCount, 0, ReadBackCountMax);
        CheckTimes(errors, options);
        CheckSettings(errors, nameof(options.Client), options.Client);
        CheckSettings(errors, nameof(options.Consumer), options.Consumer);
        CheckSettings(errors, nameof(options.Producer), options.Producer);
        return errors;
    }

    private static void CheckTimes(List<string> errors, KafkaOptions options)
    {
        CheckTime(errors, nameof(options.WarmUpSpan), options.WarmUpSpan, TimeSpan.Zero, TimeSpan.FromDays(7));
        CheckTime(errors, nameof(options.TakeoverSpan), options.TakeoverSpan, TimeSpan.Zero, TimeSpan.FromDays(7));
        CheckTime(errors, nameof(options.RevokeTimeout), options.RevokeTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        CheckTime(errors, nameof(options.PnlInterval), options.PnlInterval, TimeSpan.Zero, TimeSpan.FromDays(1));
        var shortest = TimeSpan.FromMilliseconds(1);
        CheckTime(errors, nameof(options.WarmUpTimeout), options.WarmUpTimeout, shortest, TimeSpan.FromHours(1));
        CheckTime(errors, nameof(options.TakeoverTimeout), options.TakeoverTimeout, shortest, TimeSpan.FromHours(1));
        CheckTime(errors, nameof(options.StartTimeout), options.StartTimeout, shortest, TimeSpan.FromHours(1));
        CheckTime(errors, nameof(options.CommitInterval), options.CommitInterval, shortest, TimeSpan.FromHours(1));
    }

    private static void CheckText(List<string> errors, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add($"{name} must not be empty.");
        }
    }

    /// <summary>Letters, digits, dots, hyphens and underscores: what a topic's or a group's name may have.</summary>
    private static void CheckName(List<string> errors, string name, string? value)
    {
        var isName = value is { Length: > 0 and <= TopicLengthMax };
        foreach (var character in value ?? "")
        {
            isName &= char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_';
        }

        if (!isName)
        {
            errors.Add(
                $"{name} must be 1 to {TopicLengthMax} letters, digits, dots, hyphens or underscores, not '{value}'.");
        }
    }

    private static void CheckNames(List<string> errors, string name, IList<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            CheckName(errors, name, value);
            if (!seen.Add(value))
            {
                errors.Add($"{name} must not name '{value}' twice.");
            }
        }
    }

    private static void CheckDefined<TEnum>(List<string> errors, string name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            errors.Add($"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}, not {value}.");
        }
    }

    private static void CheckRange(List<string> errors, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} must be {min} to {max}, not {value}."));
        }
    }

    private static void CheckTime(List<string> errors, string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            errors.Add($"{name} must be {min} to {max}, not {value}.");
        }
    }

    /// <summary>What the promise of losing nothing rests on cannot be set past the engine.</summary>
    private static void CheckSettings(List<string> errors, string name, IDictionary<string, string> settings)
    {
        foreach (var setting in EngineSettings)
        {
            if (settings.ContainsKey(setting))
            {
                errors.Add($"{name} must not set '{setting}', which the engine sets itself.");
            }
        }
    }
}
