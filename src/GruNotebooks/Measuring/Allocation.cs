namespace GruNotebooks.Measuring;

/// <summary>How much memory a piece of work takes from the runtime.</summary>
internal static class Allocation
{
    private const int Tries = 3;

    /// <summary>
    /// The bytes that this thread allocates in one run of the work: the least of several runs, because a garbage collection that another thread
    /// starts adds the rest of this thread's block (8 KB at most) to the count.
    /// </summary>
    public static long Of(Action run)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
