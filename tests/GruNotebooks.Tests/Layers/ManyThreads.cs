using System.Runtime.CompilerServices;
using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Layers;

internal static class ManyThreads
{
    /// <summary>Tests share work among more threads than a small machine has cores; layers would be held to its cores.</summary>
    [ModuleInitializer]
    internal static void Allow() => WorkerPool.MostThreads = 64;
}
