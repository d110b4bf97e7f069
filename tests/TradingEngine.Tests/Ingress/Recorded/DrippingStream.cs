namespace TradingEngine.Tests.Ingress.Recorded;

/// <summary>Gives a few bytes a read.</summary>
internal sealed class DrippingStream(byte[] bytes, int bytesPerRead) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, bytesPerRead));
}
