using System.Collections;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>One output of a function as plain numbers: a scalar [], a vector [n] or a matrix [rows, columns] by rows.</summary>
internal sealed record AnswerTensor(string Name, int[] Shape, double[] Values)
{
    /// <summary>The name of element <paramref name="index"/>, such as dW[1,2].</summary>
    public string Element(int index) => Shape.Length switch
    {
        0 => Name,
        1 => $"{Name}[{index}]",
        _ => $"{Name}[{index / Shape[1]},{index % Shape[1]}]",
    };

    /// <summary>The shape in words.</summary>
    public string ShapeText => Shape.Length switch
    {
        0 => "one number",
        1 => $"{Shape[0]} numbers",
        _ => $"{Shape[0]} × {Shape[1]}",
    };

    /// <summary>Reads what a function returned: one output, or a tuple of several. An output that is null gives null.</summary>
    public static AnswerTensor?[] ReadAll(object? value, IReadOnlyList<string> names)
    {
        if (names.Count == 1) return [Read(names[0], value)];
        if (value is ITuple tuple && tuple.Length == names.Count)
            return [.. names.Select((name, k) => Read(name, tuple[k]))];
        return new AnswerTensor?[names.Count];
    }

    private static AnswerTensor? Read(string name, object? value) => value switch
    {
        null => null,
        bool b => new(name, [], [b ? 1 : 0]),
        double or float or int or long => new(name, [], [Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)]),
        Vector<double> v => new(name, [v.Count], v.ToArray()),
        Matrix<double> m => new(name, [m.RowCount, m.ColumnCount], m.ToRowMajorArray()),
        IEnumerable<double> list => Row(name, [.. list]),
        IEnumerable rows => Rows(name, rows),
        _ => null,
    };

    private static AnswerTensor Row(string name, double[] values) => new(name, [values.Length], values);

    private static AnswerTensor? Rows(string name, IEnumerable rows)
    {
        List<AnswerTensor> read = [];
        foreach (var row in rows)
        {
            if (Read(name, row) is not { } tensor) return null;
            read.Add(tensor);
        }
        var columns = read.Count == 0 ? 0 : read[0].Values.Length;
        var values = read.SelectMany(row => row.Values).ToArray();
        return read.TrueForAll(row => row.Shape.Length == 0) ? Row(name, values)
            : read.TrueForAll(row => row.Values.Length == columns) ? new(name, [read.Count, columns], values)
            : Row(name, values);
    }
}
