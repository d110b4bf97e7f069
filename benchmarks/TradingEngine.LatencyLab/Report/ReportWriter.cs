namespace TradingEngine.LatencyLab.Report;

/// <summary>Prints a section and writes its files: Markdown, JSON, pictures.</summary>
internal sealed class ReportWriter(MachineInfo machine, LabOptions options)
{
    public void Write(Section section)
    {
        Directory.CreateDirectory(options.OutFolder);
        var name = $"{section.Name}.{machine.RingSlug}";
        var pictures = Draw(section, name);
        var markdown = MarkdownReport.Write(machine, options, section, pictures);
        File.WriteAllText(Path.Combine(options.OutFolder, $"{name}.md"), markdown);
        File.WriteAllText(Path.Combine(options.OutFolder, $"{name}.json"), JsonReport.Write(machine, options, section));
        Console.WriteLine(markdown);
    }

    private List<string> Draw(Section section, string name)
    {
        var pictures = new List<string>();
        foreach (var group in section.CurveGroups)
        {
            pictures.Add($"{name}.{group.Name}.png");
            Plots.Draw(group, Path.Combine(options.OutFolder, pictures[^1]));
        }

        if (section.Bars is not null)
        {
            pictures.Add($"{name}.png");
            Plots.Draw($"{section.Title}, {machine.Ring}", section.Bars, Path.Combine(options.OutFolder, pictures[^1]));
        }

        return pictures;
    }
}
