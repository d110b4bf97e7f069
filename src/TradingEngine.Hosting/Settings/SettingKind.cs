namespace TradingEngine.Hosting.Settings;

/// <summary>How values of a type are read from text and shown.</summary>
/// <param name="Expectation">What a value must be, to follow "must be".</param>
/// <param name="Parse">Reads a value from text, spaces around it or not; false where the text is none.</param>
/// <param name="Show">Writes a value as it could be set.</param>
internal sealed record class SettingKind<T>(string Expectation, TryParse<T> Parse, Func<T, string> Show);
