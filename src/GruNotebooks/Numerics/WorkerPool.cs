namespace GruNotebooks.Numerics;

/// <summary>Work that several threads share.</summary>
internal interface IWorkerJob
{
    /// <summary>Does part <paramref name="part"/> of <paramref name="parts"/>; must work for any number of parts, one included.</summary>
    void DoPart(int part, int parts);
}

/// <summary>The threads that layers compute with, shared by all layers of the process.</summary>
/// <remarks>Handing out work allocates nothing and takes about a microsecond while the threads still spin, as they do between the steps of a training loop; after a while they sleep.</remarks>
internal static class WorkerPool
{
    private static readonly Lock InUse = new();
    private static Worker[] workers = [];
    private static IWorkerJob? job;
    private static int parts, running;

    /// <summary>The most threads that a job may have, whatever its layer asks for: more than there are cores would only wait for each other.</summary>
    public static int MostThreads { get; set; } = Environment.ProcessorCount;

    /// <summary>Does all parts of a job and returns when they are done. While another caller uses the pool, the job is done by the calling thread alone.</summary>
    public static void RunParts(IWorkerJob work, int wanted)
    {
        if (wanted <= 1 || !InUse.TryEnter())
        {
            work.DoPart(0, 1);
            return;
        }

        try
        {
            while (workers.Length < wanted - 1) workers = [.. workers, new Worker(workers.Length + 1)];
            (job, parts) = (work, wanted);
            Volatile.Write(ref running, wanted - 1);
            for (var w = 0; w < wanted - 1; w++) workers[w].Wake();
            work.DoPart(0, wanted);
            SpinWait wait = default;
            while (Volatile.Read(ref running) > 0) wait.SpinOnce(sleep1Threshold: -1);
            job = null;
        }
        finally
        {
            InUse.Exit();
        }
    }

    private sealed class Worker
    {
        private const int Spins = 2000;
        private readonly int part;
        private readonly object signal = new();
        private bool hasWork;

        public Worker(int part)
        {
            this.part = part;
            new Thread(WorkForever) { IsBackground = true, Name = $"Recurrent layers {part}" }.Start();
        }

        public void Wake()
        {
            lock (signal)
            {
                Volatile.Write(ref hasWork, true);
                Monitor.Pulse(signal);
            }
        }

        private void WorkForever()
        {
            while (true)
            {
                for (var spin = 0; spin < Spins && !Volatile.Read(ref hasWork); spin++) Thread.SpinWait(20);
                lock (signal)
                {
                    while (!hasWork) Monitor.Wait(signal);
                    hasWork = false;
                }

                job!.DoPart(part, parts);
                Interlocked.Decrement(ref running);
            }
        }
    }
}

/// <summary>Where the threads of a job wait for each other, without allocating.</summary>
internal sealed class SpinBarrier
{
    private int arrived, round;

    public void Wait(int parts)
    {
        if (parts == 1) return;
        var mine = Volatile.Read(ref round);
        if (Interlocked.Increment(ref arrived) == parts)
        {
            arrived = 0;
            Volatile.Write(ref round, mine + 1);
            return;
        }

        SpinWait wait = default;
        while (Volatile.Read(ref round) == mine) wait.SpinOnce(sleep1Threshold: -1);
    }
}
