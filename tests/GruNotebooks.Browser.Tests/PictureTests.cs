using GruNotebooks.Charts;
using GruNotebooks.Cli.Pictures;
using GruNotebooks.Layers;

namespace GruNotebooks.Browser.Tests;

public sealed class PictureTests(PictureTests.Shared shared) : IClassFixture<PictureTests.Shared>
{
    private static readonly Plot Lines = Plot.New("Loss").X("step").Y("loss", log: true)
        .Model(CellKind.Rnn, [1, 0.9, 0.8]).Model(CellKind.Lstm, [1, 0.5, 0.1]).Model(CellKind.Gru, [1, 0.3, 0.01])
        .Alt("After two steps the GRU's loss is a tenth of the LSTM's and the RNN's has hardly moved.");

    [BrowserFact]
    public async Task The_same_figure_gives_the_same_bytes_from_every_browser_started()
    {
        await using var another = ChartRendererChoice.Create();
        var (first, second) = (await DrawAsync(shared.Pictures), await DrawAsync(another));
        Assert.NotNull(first);
        Assert.Equal(first, second);
    }

    [BrowserFact]
    public async Task A_picture_has_the_figures_size_and_its_models_colours_and_is_small()
    {
        var png = (await DrawAsync(shared.Pictures))!;
        Assert.InRange(png.Length, 2_000, 60_000);
        Assert.Equal((1080, 630), (BitConverter.ToInt32([png[19], png[18], png[17], png[16]]), BitConverter.ToInt32([png[23], png[22], png[21], png[20]])));
        Assert.Equal(3, png[25]);
        var palette = PaletteOf(png);
        Assert.Contains((0x00, 0x72, 0xB2), palette);
        Assert.Contains((0xD5, 0x5E, 0x00), palette);
        Assert.Contains((0xFF, 0xFF, 0xFF), palette);
    }

    [BrowserFact]
    public async Task A_figure_that_Plotly_refuses_costs_no_other_picture()
    {
        Assert.Null(await shared.Pictures.DrawAsync("{\"data\":[],\"layout\":{\"width\":-1,\"height\":\"x\"", 720, 420, default));
        Assert.NotNull(await DrawAsync(shared.Pictures));
        Assert.Null(shared.Pictures.WhyNone);
    }

    [BrowserFact]
    public async Task A_browser_that_does_not_start_is_named_in_one_line()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-browser");
        await using var pictures = new BrowserRenderer(missing);
        Assert.Null(await DrawAsync(pictures));
        Assert.Contains(missing, pictures.WhyNone, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", pictures.WhyNone, StringComparison.Ordinal);
        Assert.InRange(pictures.WhyNone!.Length, 50, 400);
    }

    [BrowserFact]
    public async Task Many_figures_at_once_share_one_browser()
    {
        var drawn = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DrawAsync(shared.Pictures)));
        Assert.All(drawn, Assert.NotNull);
        Assert.Single(drawn.Select(Convert.ToBase64String!).Distinct());
    }

    private static Task<byte[]?> DrawAsync(IChartRenderer pictures) => pictures.DrawAsync(Lines.Json, 720, 420, default);

    /// <summary>One browser for all tests, as for all notebooks of a run.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal IChartRenderer Pictures { get; } = ChartRendererChoice.Create();

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => Pictures.DisposeAsync().AsTask();
    }

    private static List<(int, int, int)> PaletteOf(byte[] png)
    {
        var at = png.AsSpan().IndexOf("PLTE"u8);
        var length = (png[at - 2] << 8) | png[at - 1];
        return [.. Enumerable.Range(0, length / 3).Select(i => ((int)png[at + 4 + (3 * i)], (int)png[at + 5 + (3 * i)], (int)png[at + 6 + (3 * i)]))];
    }
}
