using GruNotebooks.Numerics;

namespace GruNotebooks.Tests.Numerics;

/// <summary>Every matrix kernel against one chain of fused multiply-adds in the documented order: equal to the last bit, at every width.</summary>
public unsafe class ProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 37)]
    [InlineData(8, 16, 48)]
    [InlineData(13, 33, 64)]
    [InlineData(17, 7, 200)]
    public void Multiply_is_one_chain_a_sum_at_every_width(int rows, int depth, int columns)
    {
        var (a, b, start) = (Random(rows * depth, 1), Random(depth * columns, 2), Random(columns, 3));
        foreach (var bits in ActivationTests.Widths)
        {
            var products = Products<float>.OfWidth(bits);
            var padded = AlignedBuffer<float>.Padded(columns);
            var (byTiles, byRows, c, s) = (new Panels<float>(), new Panels<float>(), new AlignedBuffer<float>(rows * padded), new AlignedBuffer<float>(padded));
            byTiles.Shape(depth, padded, products.VectorLength, Products<float>.TileVectors);
            byRows.Shape(depth, padded, products.VectorLength, Products<float>.RowVectors);
            start.CopyTo(s.Span);
            var transposed = new float[b.Length];
            for (var k = 0; k < depth; k++)
                for (var j = 0; j < columns; j++) transposed[(j * depth) + k] = b[(k * columns) + j];
            fixed (float* ap = a, bp = b, tp = transposed)
            {
                products.PackRows(byTiles, 0, bp, columns, depth, columns);
                products.Multiply(new Operand<float>(ap, depth), byTiles, new Operand<float>(s.Pointer, 0), new Operand<float>(c.Pointer, padded), rows, reversePanels: rows > 3);
                Check(c);
                c.Span.Clear();
                products.PackTransposed(byRows, 0, tp, depth, columns, padded);
                for (var row = 0; row < rows; row++) products.MultiplyRow(ap + (row * depth), byRows, s.Pointer, c.Pointer + (row * padded), reversePanels: row % 2 == 1);
                Check(c);
                GC.KeepAlive(s);   // only its address was used
            }

            void Check(AlignedBuffer<float> result)
            {
                for (var row = 0; row < rows; row++)
                {
                    for (var j = 0; j < padded; j++)
                    {
                        var sum = j < columns ? start[j] : 0;
                        for (var k = 0; k < depth && j < columns; k++) sum = MathF.FusedMultiplyAdd(a[(row * depth) + k], b[(k * columns) + j], sum);
                        Assert.Equal(sum, result.Pointer[(row * padded) + j]);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 3, 16)]
    [InlineData(11, 9, 40, 70)]
    [InlineData(16, 33, 5, 160)]
    public void A_sum_of_two_products_is_one_chain(int rows, int depth, int depth2, int columns)
    {
        var (a, b, a2, b2) = (Random(rows * depth, 1), Random(depth * columns, 2), Random(rows * depth2, 3), Random(depth2 * columns, 4));
        foreach (var bits in ActivationTests.Widths)
        {
            var products = Products<float>.OfWidth(bits);
            var padded = AlignedBuffer<float>.Padded(columns);
            var (first, then, c, s) = (new Panels<float>(), new Panels<float>(), new AlignedBuffer<float>(rows * padded), new AlignedBuffer<float>(padded));
            first.Shape(depth, padded, products.VectorLength, Products<float>.TileVectors);
            then.Shape(depth2, padded, products.VectorLength, Products<float>.TileVectors);
            fixed (float* ap = a, bp = b, ap2 = a2, bp2 = b2)
            {
                products.PackRows(first, 0, bp, columns, depth, columns);
                products.PackRows(then, 0, bp2, columns, depth2, columns);
                products.Multiply(
                    new ProductTerm<float>(new Operand<float>(ap, depth), first), new ProductTerm<float>(new Operand<float>(ap2, depth2), then),
                    new Operand<float>(s.Pointer, 0), new Operand<float>(c.Pointer, padded), rows);
                GC.KeepAlive(s);   // only its address was used
            }

            for (var row = 0; row < rows; row++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var sum = 0f;
                    for (var k = 0; k < depth; k++) sum = MathF.FusedMultiplyAdd(a[(row * depth) + k], b[(k * columns) + j], sum);
                    for (var k = 0; k < depth2; k++) sum = MathF.FusedMultiplyAdd(a2[(row * depth2) + k], b2[(k * columns) + j], sum);
                    Assert.Equal(sum, c.Pointer[(row * padded) + j]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(9, 37)]
    [InlineData(40, 112)]
    [InlineData(5, 300)]
    public void OuterProducts_are_one_chain_a_sum_at_every_width(int rows, int columns)
    {
        foreach (var bits in ActivationTests.Widths)
        {
            var products = Products<double>.OfWidth(bits);
            var (tile, padded) = (products.TileRows, AlignedBuffer<double>.Padded(columns));
            var (d, v) = (Random(rows * tile, 4).Select(x => (double)x).ToArray(), Random(rows * columns, 5).Select(x => (double)x).ToArray());
            var (panels, sums) = (new Panels<double>(), new AlignedBuffer<double>(tile * padded));
            panels.Shape(rows, padded, products.VectorLength, Products<double>.TileVectors);
            fixed (double* dp = d, vp = v)
            {
                products.PackRows(panels, 0, vp + ((rows - 1) * columns), -columns, rows, columns);
                products.OuterProducts(dp, tile, rows, panels, sums.Pointer, padded, first: true);
                products.OuterProducts(dp, tile, rows, panels, sums.Pointer, padded, first: false);
            }

            for (var m = 0; m < tile; m++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var sum = 0.0;
                    for (var pass = 0; pass < 2; pass++)
                        for (var row = rows - 1; row >= 0; row--) sum = Math.FusedMultiplyAdd(d[(row * tile) + m], v[(row * columns) + j], sum);
                    Assert.Equal(sum, sums.Pointer[(m * padded) + j]);
                }
            }
        }
    }

    [Fact]
    public void Panels_know_where_a_column_lies()
    {
        var panels = new Panels<float>();
        for (var vectors = 1; vectors < 40; vectors++)
        {
            panels.Shape(2, vectors * 16, 16, 3);
            Assert.InRange(Enumerable.Range(0, panels.Count).Max(panels.Width), 16, 48);
            for (var column = 0; column < panels.Columns; column++)
            {
                var p = panels.PanelOf(column);
                Assert.InRange(column, panels.First(p), panels.First(p + 1) - 1);
            }
        }
    }

    private static float[] Random(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];
    }
}
