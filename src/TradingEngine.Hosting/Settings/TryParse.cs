namespace TradingEngine.Hosting.Settings;

/// <summary>Reads a value from text.</summary>
/// <returns>False where the text is no such value.</returns>
internal delegate bool TryParse<T>(string text, out T value);
