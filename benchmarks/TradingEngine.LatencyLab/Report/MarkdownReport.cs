using System.Globalization;
using System.Text;
using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Report;

/// <summary>Writes sections as Markdown.</summary>
internal static class MarkdownReport
{
    public static string Write(MachineInfo machine, LabOptions options, Section section, IReadOnlyList<string> pictures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {section.Title}\n\n{section.Text}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{machine.Cpu}, {machine.CoreCount} cores, {machine.Os}, ");
        text.Append(CultureInfo.InvariantCulture, $"{machine.Runtime}, {machine.Ring}, commit {machine.Commit}, ");
        text.Append(CultureInfo.InvariantCulture, $"{machine.Date:yyyy-MM-dd HH:mm} UTC; ");
        text.Append(CultureInfo.InvariantCulture, $"--rounds {options.Rounds}, contenders in turns.\n");
        foreach (var table in section.Tables)
        {
            Append(text, table);
        }

        if (section.Targets.Count > 0)
        {
            Append(text, section.Targets);
        }

        foreach (var picture in pictures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n![{section.Title}]({picture})\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Table table)
    {
        text.Append(table.Title.Length > 0 ? $"\n## {table.Title}\n\n" : "\n");
        text.Append("| ").AppendJoin(" | ", table.Columns).Append(" |\n|---|");
        text.Insert(text.Length, "---:|", table.Columns.Count - 1).Append('\n');
        foreach (var row in table.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Format)).Append(" |\n");
        }
    }

    private static void Append(StringBuilder text, List<Target> targets)
    {
        text.Append("\n| Target | bound | measured | |\n|---|---:|---:|---|\n");
        foreach (var target in targets)
        {
            var verdict = target.IsReached ? "reached" : "not reached";
            var bound = $"{target.Comparison} {Format(target.Bound)} {target.Unit}";
            text.Append($"| {target.Name} | {bound} | {Format(target.Figure)} {target.Unit} | {verdict} |\n");
        }
    }

    private static string Format(object cell) => cell switch
    {
        Spread spread => $"{Format(spread.Median)} ({Format(spread.Min)}–{Format(spread.Max)})",
        double number => number.ToString(FormatOf(Math.Abs(number)), CultureInfo.InvariantCulture),
        IFormattable number => number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string FormatOf(double magnitude) => magnitude switch
    {
        >= 100 => "#,0",
        >= 10 => "0.0",
        0 => "0",
        < 0.01 => "0.0####",
        _ => "0.00",
    };
}
