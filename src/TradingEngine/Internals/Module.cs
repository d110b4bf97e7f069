using System.Runtime.CompilerServices;

// Buffers on the stack are written before they are read, so the runtime need not clear them.
[module: SkipLocalsInit]

namespace TradingEngine.Internals;
