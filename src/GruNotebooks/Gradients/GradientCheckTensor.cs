namespace GruNotebooks.Gradients;

/// <summary>One tensor under check: how to move each of its numbers, and what the backward pass says of each.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Shape">Its sizes, outermost first.</param>
/// <param name="Get">Number k, row-major.</param>
/// <param name="Set">Writes number k.</param>
/// <param name="Analytic">∂loss/∂number k, as the backward pass gives it.</param>
internal sealed record GradientCheckTensor(string Name, int[] Shape, Func<int, double> Get, Action<int, double> Set, Func<int, double> Analytic)
{
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    public string ShapeText => $"[{string.Join(" × ", Shape)}]";

    /// <summary>Number k as indices: [2, 0].</summary>
    public string IndexText(int k)
    {
        var indices = new int[Shape.Length];
        for (var axis = Shape.Length - 1; axis >= 0; axis--) (k, indices[axis]) = Math.DivRem(k, Shape[axis]);
        return $"[{string.Join(", ", indices)}]";
    }

    public static GradientCheckTensor Of(string name, int[] shape, double[] values, double[] gradient) =>
        new(name, shape, k => values[k], (k, value) => values[k] = value, k => gradient[k]);
}
