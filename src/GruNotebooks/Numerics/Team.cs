namespace GruNotebooks.Numerics;

/// <summary>Work that several threads do together, each its own part.</summary>
internal interface ITeamWork
{
    /// <summary>Does part <paramref name="part"/> of <paramref name="parts"/>; must work for any number of parts, one included.</summary>
    void Run(int part, int parts);
}

/// <summary>
/// Threads that wait for work. Starting one takes no allocation and about a microsecond while the threads still spin, since a training loop
/// comes back soon; after a while they sleep.
/// </summary>
internal static class Team
{
    private static readonly object InUse = new();
    private static Member[] members = [];
    private static ITeamWork? work;
    private static int parts, running;

    /// <summary>Runs all parts and returns when all are done. Where another caller already uses the team, this one works alone.</summary>
    public static void Run(ITeamWork job, int wanted)
    {
        if (wanted <= 1 || !Monitor.TryEnter(InUse))
        {
            job.Run(0, 1);
            return;
        }

        try
        {
            while (members.Length < wanted - 1) members = [.. members, new Member(members.Length + 1)];
            (work, parts) = (job, wanted);
            Volatile.Write(ref running, wanted - 1);
            for (var m = 0; m < wanted - 1; m++) members[m].Wake();
            job.Run(0, wanted);
            SpinWait wait = default;
            while (Volatile.Read(ref running) > 0) wait.SpinOnce(sleep1Threshold: -1);
            work = null;
        }
        finally
        {
            Monitor.Exit(InUse);
        }
    }

    private sealed class Member
    {
        private const int Spins = 2000;
        private readonly int part;
        private readonly object bed = new();
        private bool called;

        public Member(int part)
        {
            this.part = part;
            new Thread(Loop) { IsBackground = true, Name = $"Recurrent layers {part}" }.Start();
        }

        public void Wake()
        {
            lock (bed)
            {
                Volatile.Write(ref called, true);
                Monitor.Pulse(bed);
            }
        }

        private void Loop()
        {
            while (true)
            {
                for (var spin = 0; spin < Spins && !Volatile.Read(ref called); spin++) Thread.SpinWait(20);
                lock (bed)
                {
                    while (!called) Monitor.Wait(bed);
                    called = false;
                }

                work!.Run(part, parts);
                Interlocked.Decrement(ref running);
            }
        }
    }
}

/// <summary>A place where the threads of a team wait for each other, without allocating.</summary>
internal sealed class TeamBarrier
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
