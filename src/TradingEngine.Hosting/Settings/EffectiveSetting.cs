namespace TradingEngine.Hosting.Settings;

/// <summary>One setting as it counts, to be shown to a person; secrets are hidden.</summary>
/// <param name="Key">The full configuration key, such as <c>Engine:RingSize</c>.</param>
/// <param name="Value">The value that counts, <c>***</c> where it is a secret that is set.</param>
/// <param name="Default">The value that stands where nothing is set.</param>
/// <param name="IsDefault">Whether no source sets it.</param>
/// <param name="Description">What it is, in one line.</param>
public sealed record class EffectiveSetting(
    string Key, string Value, string Default, bool IsDefault, string Description);
