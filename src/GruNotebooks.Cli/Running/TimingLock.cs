namespace GruNotebooks.Cli.Running;

/// <summary>
/// Lets cells of several notebooks run at once, except a timing cell, which runs alone: it waits until all others are done, and those that come later wait for it.
/// </summary>
internal sealed class TimingLock : IDisposable
{
    private readonly SemaphoreSlim entrance = new(1, 1);
    private readonly SemaphoreSlim room;
    private readonly int places;

    /// <param name="places">How many may be inside at once.</param>
    public TimingLock(int places)
    {
        this.places = places;
        room = new SemaphoreSlim(places, places);
    }

    /// <returns>Leave by disposing it.</returns>
    public async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancel)
    {
        int wanted = alone ? places : 1;
        int taken = 0;
        await entrance.WaitAsync(cancel);
        try
        {
            for (; taken < wanted; taken++) await room.WaitAsync(cancel);
        }
        catch
        {
            if (taken > 0) room.Release(taken);
            throw;
        }
        finally
        {
            entrance.Release();
        }
        return new Place(() => room.Release(wanted));
    }

    public void Dispose()
    {
        entrance.Dispose();
        room.Dispose();
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
