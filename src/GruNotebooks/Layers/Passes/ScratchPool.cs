namespace GruNotebooks.Layers;

/// <summary>Working memory of a layer, one piece a call: calls on several threads do not meet, and nothing is allocated once there is one piece for each of them.</summary>
internal sealed class ScratchPool<TScratch>(Func<TScratch> create) where TScratch : class
{
    private readonly Stack<TScratch> free = [];
    private TScratch? last;

    /// <summary>A piece that no other call has until it is returned.</summary>
    public TScratch Rent()
    {
        if (Interlocked.Exchange(ref last, null) is { } returnedLast) return returnedLast;
        lock (free)
            if (free.TryPop(out var scratch)) return scratch;
        return create();
    }

    /// <summary>Gives a piece back. After an exception it is better dropped.</summary>
    public void Return(TScratch scratch)
    {
        if (Interlocked.CompareExchange(ref last, scratch, null) is null) return;
        lock (free) free.Push(scratch);
    }
}
