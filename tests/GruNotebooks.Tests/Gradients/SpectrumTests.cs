using GruNotebooks.Gradients;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Gradients;

public class SpectrumTests
{
    private static readonly Matrix<double> Shear = Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 3.0 }, { 0.0, 0.25 } });

    [Fact]
    public void Radius_is_the_largest_eigenvalue_even_a_complex_one()
    {
        Assert.Equal(0.5, Spectrum.Radius(Shear), 12);
        Assert.Equal(0.9, Spectrum.Radius(Matrix<double>.Build.DenseOfArray(new[,] { { 0.0, -0.9 }, { 0.9, 0.0 } })), 12);
    }

    [Fact]
    public void Largest_singular_value_bounds_every_stretch()
    {
        var random = new Random(1);
        var sigma = Spectrum.LargestSingularValue(Shear);
        for (var k = 0; k < 100; k++)
        {
            var v = Vector<double>.Build.Dense([random.NextDouble() - 0.5, random.NextDouble() - 0.5]);
            Assert.True((Shear * v).L2Norm() <= sigma * v.L2Norm() * (1 + 1e-12));
        }
        Assert.Equal(Math.Sqrt((Shear.Transpose() * Shear).Evd().EigenValues.Max(value => value.Real)), sigma, 12);
    }

    [Fact]
    public void Scaling_hits_the_value_asked_for()
    {
        Assert.Equal(1.1, Spectrum.Radius(Spectrum.WithRadius(Shear, 1.1)), 12);
        Assert.Equal(0.9, Spectrum.LargestSingularValue(Spectrum.WithLargestSingularValue(Shear, 0.9)), 12);
    }

    [Fact]
    public void A_normal_matrix_shrinks_from_the_first_step()
    {
        var rotation = Matrix<double>.Build.DenseOfArray(new[,] { { 0.54, -0.72 }, { 0.72, 0.54 } });   // 0.9 times a rotation
        Assert.Equal(0, NonNormal.DepartureFromNormality(rotation), 12);
        var norms = Spectrum.PowerNorms(rotation, 10);
        for (var k = 0; k < norms.Length; k++) Assert.Equal(Math.Pow(0.9, k + 1), norms[k], 12);
    }

    [Fact]
    public void A_chain_grows_a_hundredfold_before_it_vanishes_though_every_eigenvalue_is_below_one()
    {
        var chain = NonNormal.Chain(10, keep: 0.5, handOn: 1.5);
        Assert.Equal(0.5, Spectrum.Radius(chain), 2);   // a defective matrix: the eigenvalue solver is good to a few digits only
        Assert.True(NonNormal.DepartureFromNormality(chain) > 0.1);
        var norms = Spectrum.PowerNorms(chain, 200);
        Assert.True(norms.Max() > 100, $"grew to {norms.Max()}");
        Assert.True(norms[^1] < 1e-20, $"ended at {norms[^1]}");
    }

    [Fact]
    public void A_chain_keeps_on_its_diagonal_and_hands_on_below_it() =>
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 0, 0 }, { 1.5, 0.5, 0 }, { 0, 1.5, 0.5 } }), NonNormal.Chain(3, keep: 0.5, handOn: 1.5));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_matrix_that_only_hands_on_departs_the_most_whatever_its_size(double size) =>
        Assert.Equal(Math.Sqrt(2), NonNormal.DepartureFromNormality(Matrix<double>.Build.DenseOfArray(new[,] { { 0, size }, { 0, 0 } })), 12);

    [Fact]
    public void Matrices_without_an_answer_are_refused()
    {
        Assert.Contains("square", Assert.Throws<ArgumentException>(() => NonNormal.DepartureFromNormality(Matrix<double>.Build.Dense(2, 3, 1))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => NonNormal.Chain(0, 0.5, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Spectrum.PowerNorms(Shear, 0));
        Assert.Throws<ArgumentException>(() => Spectrum.Radius(Matrix<double>.Build.Dense(2, 3)));
        Assert.Throws<ArgumentException>(() => Spectrum.WithRadius(Matrix<double>.Build.Dense(2, 2), 1));
        Assert.Throws<ArgumentException>(() => Spectrum.WithLargestSingularValue(Matrix<double>.Build.Dense(2, 2), 1));
        Assert.Throws<ArgumentException>(() => NonNormal.DepartureFromNormality(Matrix<double>.Build.Dense(2, 2)));
    }
}
