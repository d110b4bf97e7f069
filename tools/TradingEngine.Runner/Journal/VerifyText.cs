using System.Globalization;

namespace TradingEngine.Runner.Journal;

/// <summary>A report as plain lines, each with its name first.</summary>
internal static class VerifyText
{
    public static void Write(TextWriter output, VerifyReport report)
    {
        output.WriteLine($"journal: {report.Directory}");
        foreach (var (name, figure) in report.GetFigures())
        {
            output.WriteLine($"{name}: {figure}");
        }

        foreach (var verified in report.Orders)
        {
            output.WriteLine($"order: {Describe(verified)}");
        }

        foreach (var warning in report.Warnings)
        {
            output.WriteLine($"warning: {warning}");
        }
    }

    private static string Describe(VerifiedOrder verified)
    {
        var (order, progress) = (verified.Order, verified.Progress);
        var what = $"{order.Id} {verified.Trader} {order.StrategyId} {RecordJson.WireNameOf(order.Side)}";
        var state = $"{RecordJson.NameOf(progress.State)} since {VerifyReport.Text(verified.Since)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{what} {order.Quantity}, filled {progress.FilledQuantity}, {state}");
    }
}
