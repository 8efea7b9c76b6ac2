using GruNotebooks.Cli.Running;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class CellGateTests
{
    [Fact]
    public async Task Who_enters_alone_waits_for_the_others_and_they_for_it()
    {
        using var gate = new TimingLock(2);
        var first = await gate.EnterAsync(alone: false, default);
        var alone = gate.EnterAsync(alone: true, default);
        var later = gate.EnterAsync(alone: false, default);
        Assert.False(alone.IsCompleted || later.IsCompleted);
        first.Dispose();
        var inside = await alone;
        Assert.False(later.IsCompleted);
        inside.Dispose();
        (await later).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_gate_as_it_was()
    {
        using var gate = new TimingLock(2);
        var first = await gate.EnterAsync(alone: false, default);
        using var patience = new CancellationTokenSource();
        var alone = gate.EnterAsync(alone: true, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        first.Dispose();
        (await gate.EnterAsync(alone: true, default)).Dispose();
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, 0)]
    [InlineData(new[] { 4, 2 }, 2)]
    [InlineData(new[] { 2, 4, 1 }, 1)]
    [InlineData(new[] { 1, 3, 2 }, 3)]
    public void The_exit_code_of_several_is_the_gravest(int[] codes, int expected) => Assert.Equal(expected, ExitCode.Gravest(codes));
}
