using System.CommandLine;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Runner.Configuration;

/// <summary>The command <c>check-config</c>.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var command = new Command("check-config", "Shows the settings that count, and everything that is wrong.");
        var settings = new SettingOptions(command);
        var describe = new Option<bool>("--describe") { Description = "Says what each setting is, and its default." };
        command.Options.Add(describe);
        command.SetAction(parsed => Execute(settings.SourcesOf(parsed), parsed.GetValue(describe)));
        return command;
    }

    private static int Execute(SettingSources sources, bool isDescribed)
    {
        RunnerSettings settings;
        try
        {
            settings = RunnerSettings.Load(sources);
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitStatus.WrongUsage;
        }

        foreach (var setting in settings.Report.Settings)
        {
            Write(setting, isDescribed);
        }

        foreach (var warning in settings.Warnings)
        {
            Console.Error.WriteLine($"Warning: {warning}");
        }

        foreach (var error in settings.Errors)
        {
            Console.Error.WriteLine(error);
        }

        return settings.Errors.Count == 0 ? ExitStatus.Done : ExitStatus.WrongUsage;
    }

    private static void Write(EffectiveSetting setting, bool isDescribed)
    {
        if (isDescribed)
        {
            var defaultText = setting.Default.Length == 0 ? "" : $" The default is {setting.Default}.";
            Console.Out.WriteLine($"# {setting.Description}{defaultText}");
        }

        Console.Out.WriteLine($"{setting.Key} = {setting.Value}{(setting.IsDefault ? " (default)" : "")}");
    }
}
