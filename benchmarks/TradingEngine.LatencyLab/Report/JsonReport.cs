using System.Text.Encodings.Web;
using System.Text.Json;

namespace TradingEngine.LatencyLab.Report;

/// <summary>Writes a section with all its figures as JSON.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(MachineInfo machine, LabOptions options, Section section)
    {
        var report = new
        {
            machine,
            options = new { options.Rounds, options.Seconds, options.EventCount },
            section.Name,
            section.Text,
            Tables = section.Tables.Select(
                table => new { table.Title, Rows = table.Rows.Select(row => Name(table, row)) }),
            section.Targets,
            section.CurveGroups,
        };
        return JsonSerializer.Serialize(report, Format) + "\n";
    }

    private static Dictionary<string, object> Name(Table table, IReadOnlyList<object> row)
    {
        var named = new Dictionary<string, object>();
        for (var i = 0; i < row.Count; i++)
        {
            named.Add(table.Columns[i], row[i]);
        }

        return named;
    }
}
