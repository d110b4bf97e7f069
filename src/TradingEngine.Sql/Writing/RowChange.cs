namespace TradingEngine.Sql.Writing;

/// <summary>One statement that writes.</summary>
/// <param name="Text">The statement, with the parameters <c>@p0</c>, <c>@p1</c> and so on.</param>
/// <param name="Values">The values of the parameters.</param>
internal readonly record struct RowChange(string Text, params object?[] Values)
{
    /// <summary>The strategy or the trader that it is about.</summary>
    public string? Subject => Values[Text == WriteTexts.InsertAudit ? 2 : 0] as string;
}
