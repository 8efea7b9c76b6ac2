using GruNotebooks.Cells;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Diagnostics;

/// <summary>The gradient check of a readable cell, unrolled over one sequence.</summary>
internal static class GradientCheckOfCell
{
    public static GradientCheckResult Run(Cell cell, ulong seed, int steps)
    {
        var random = new SeededRandom(seed);
        Vector<double> Draw(int count) => Vector<double>.Build.Dense(count, _ => random.NextUniform(-1, 1));
        CellState DrawState() => new(Draw(cell.HiddenSize), cell.HasCellState ? Draw(cell.HiddenSize) : null);

        var xs = Enumerable.Range(0, steps).Select(_ => Draw(cell.InputSize)).ToArray();
        var initial = DrawState();
        var dOutputs = Enumerable.Range(0, steps).Select(_ => Draw(cell.HiddenSize)).ToArray();
        var dFinal = DrawState();

        var grad = cell.ZeroGradients();
        var back = cell.Unroll(xs, initial).Backward(dOutputs, grad, dFinal);

        var tensors = new List<GradientCheckTensor>();
        foreach (var (tensor, gradient) in cell.Parameters.Tensors.Zip(grad.Tensors))
            tensors.Add(new(tensor.Name, tensor.Columns == 1 ? [tensor.Rows] : [tensor.Rows, tensor.Columns],
                k => tensor[k / tensor.Columns, k % tensor.Columns],
                (k, value) => tensor[k / tensor.Columns, k % tensor.Columns] = value,
                k => gradient[k / tensor.Columns, k % tensor.Columns]));
        tensors.Add(new("x", [steps, cell.InputSize],
            k => xs[k / cell.InputSize][k % cell.InputSize],
            (k, value) => xs[k / cell.InputSize][k % cell.InputSize] = value,
            k => back.Inputs[k / cell.InputSize][k % cell.InputSize]));
        tensors.Add(OfVector("h0", initial.h, back.Initial.h));
        if (cell.HasCellState) tensors.Add(OfVector("c0", initial.c!, back.Initial.c!));

        return GradientCheck.Compare(tensors, () => Read(cell.Unroll(xs, initial)), [.. dOutputs.Append(dFinal.h).Append(dFinal.c).SelectMany(v => v ?? Enumerable.Empty<double>())]);
    }

    private static double[] Read(Unrolled run) =>
        [.. run.Outputs.SelectMany(h => h), .. run.Final.h, .. run.Final.c ?? Enumerable.Empty<double>()];

    private static GradientCheckTensor OfVector(string name, Vector<double> values, Vector<double> gradient) =>
        new(name, [values.Count], k => values[k], (k, value) => values[k] = value, k => gradient[k]);
}
