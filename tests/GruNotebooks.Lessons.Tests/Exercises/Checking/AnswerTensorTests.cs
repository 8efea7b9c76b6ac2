using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Tests.Exercises.Checking;

/// <summary>What a reader's function may return, read as numbers with a shape.</summary>
public class AnswerTensorTests
{
    public static TheoryData<object, int[], double[]> Readable => new()
    {
        { true, [], [1] },
        { false, [], [0] },
        { 2.5, [], [2.5] },
        { 2.5f, [], [2.5] },
        { 3, [], [3] },
        { 3L, [], [3] },
        { Vector<double>.Build.Dense([1, 2]), [2], [1, 2] },
        { Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }), [2, 3], [1, 2, 3, 4, 5, 6] },
        { new[] { 1.0, 2 }, [2], [1, 2] },
        { new[] { 1, 2, 3 }, [3], [1, 2, 3] },
        { new[] { new[] { 1.0, 2 }, [3, 4], [5, 6] }, [3, 2], [1, 2, 3, 4, 5, 6] },
        { new[] { Vector<double>.Build.Dense([1, 2]), Vector<double>.Build.Dense([3, 4]) }, [2, 2], [1, 2, 3, 4] },
        { new[] { new[] { 1.0, 2 }, [3] }, [3], [1, 2, 3] },
        { Array.Empty<int>(), [0], [] },
    };

    [Theory, MemberData(nameof(Readable))]
    public void What_is_made_of_numbers_is_read_row_by_row(object value, int[] shape, double[] numbers)
    {
        var tensor = AnswerTensor.ReadAll(value, ["a"])[0];
        Assert.NotNull(tensor);
        Assert.Equal("a", tensor.Name);
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(numbers, tensor.Values);
    }

    [Fact]
    public void What_is_not_made_of_numbers_is_nothing()
    {
        foreach (var value in new object?[] { null, 'a', new object(), new object[] { 1.0, new object() }, new[] { "a" } })
            Assert.Null(Assert.Single(AnswerTensor.ReadAll(value, ["a"])));
    }

    [Fact]
    public void A_tuple_gives_as_many_outputs_as_were_asked_for_or_none()
    {
        var read = AnswerTensor.ReadAll((1.0, Vector<double>.Build.Dense([2, 3]), (double[]?)null), ["a", "b", "c"]);
        Assert.Equal(["a", "b", null], read.Select(tensor => tensor?.Name));
        Assert.Equal([2, 3], read[1]!.Values);
        foreach (var other in new object[] { (1.0, 2.0, 3.0), 1.0 })
            Assert.Equal([true, true], AnswerTensor.ReadAll(other, ["a", "b"]).Select(tensor => tensor is null));
    }

    [Fact]
    public void Elements_and_shapes_have_names_in_words()
    {
        var (scalar, vector, matrix) = (new AnswerTensor("s", [], [1]), new AnswerTensor("v", [2], [1, 2]), new AnswerTensor("m", [2, 3], [1, 2, 3, 4, 5, 6]));
        Assert.Equal(["s", "v[1]", "m[1,2]", "m[0,1]"], [scalar.Element(0), vector.Element(1), matrix.Element(5), matrix.Element(1)]);
        Assert.Equal(["one number", "2 numbers", "2 × 3"], [scalar.ShapeText, vector.ShapeText, matrix.ShapeText]);
    }
}
