using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Layers;

/// <summary>What every kind of cell must have. Together with the tests that run over <see cref="CellCases.All"/> this is all that a new kind has to pass.</summary>
public class CellKindTests
{
    [Theory, MemberData(nameof(CellCases.Kinds), MemberType = typeof(CellCases))]
    public void Every_kind_is_found_by_its_name_its_property_and_its_cell(string id)
    {
        var kind = CellKind.Parse(id);
        Assert.Equal(id, kind.ToString());
        Assert.Same(kind, CellKind.Parse(id.ToUpperInvariant()));
        Assert.Same(kind, typeof(CellKind).GetProperty(id)!.GetValue(null));
        Assert.Same(kind, CellKind.Of(kind.CreateCell(2, 3, seed: 1)));
        Assert.Same(kind, kind.CreateLayer<float>(2, 3, seed: 1).Kind);
        Assert.Equal(id + "Cell", kind.CreateCell(2, 3, seed: 1).GetType().Name);
        Assert.Equal(id + "`1", kind.CreateLayer<double>(2, 3, seed: 1).GetType().Name);
    }

    [Theory, MemberData(nameof(CellCases.Names), MemberType = typeof(CellCases))]
    public void Layer_and_cell_have_the_gates_counts_and_weights_that_their_kind_says(string name)
    {
        var (layer, cell) = (CellCases.CreateLayer(name), CellCases.Create(name));
        var kind = layer.Kind;
        Assert.Equal(kind.Gates, string.Concat(cell.Parameters.Gates));
        Assert.Equal(kind.ParameterCount(layer.InputSize, layer.HiddenSize, layer.Bias), layer.ParameterCount);
        Assert.Equal(layer.ParameterCount, cell.Parameters.Count);
        Assert.Equal(kind.HasCellState, cell.HasCellState);
        Assert.Equal(kind.HasCellState, layer.ZeroState(1).C is not null);
        var again = kind.CreateLayer<double>(layer.InputSize, layer.HiddenSize, 7, layer.Options);
        Assert.Equal(layer.Parameters.Select(parameter => parameter.Value), again.Parameters.Select(parameter => parameter.Value));
        Assert.Equal(layer.Parameters.SelectMany(parameter => parameter.Value), cell.Parameters.Tensors.SelectMany(Numbers));
        Assert.Equal(layer.Options, again.Options);
    }

    [Fact]
    public void Counts_of_impossible_sizes_are_refused()
    {
        foreach (var (inputs, units) in new[] { (0, 3), (-1, 3), (2, 0), (2, -1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => CellKind.Gru.ParameterCount(inputs, units));
            Assert.Throws<ArgumentOutOfRangeException>(() => CellKind.Gru.ProductsPerStep(inputs, units));
        }
        Assert.Throws<OverflowException>(() => CellKind.Lstm.ProductsPerStep(int.MaxValue, int.MaxValue));   // 8 · 2⁶²
        Assert.Equal(long.MaxValue - (1L << 32) + 1, CellKind.Lstm.ProductsPerStep((1 << 30) - 1, 1 << 30));
        Assert.Throws<OverflowException>(() => CellKind.Lstm.ParameterCount((1 << 30) - 1, 1 << 30, BiasScheme.TwoPerGate));   // the products fit, the biases do not
    }

    [Fact]
    public void A_forget_bias_reaches_layer_and_cell()
    {
        var options = new CellOptions { ForgetBias = 3 };
        Assert.Equal(3, CellKind.Lstm.CreateLayer<double>(2, 3, 1, options).Gate("bf")[1]);
        Assert.Equal(3, ((LstmCell)CellKind.Lstm.CreateCell(2, 3, 1, options)).P.bf[1]);
        Assert.Equal(1, CellKind.Lstm.CreateLayer<double>(2, 3, 1).Gate("bf")[1]);
    }

    [Fact]
    public void No_two_kinds_look_or_sound_alike()
    {
        foreach (var look in new Func<CellKind, string>[] { kind => kind.Id, kind => kind.Name, kind => kind.FullName, kind => kind.Colour, kind => kind.Dash, kind => kind.Marker })
            Assert.Equal(CellKind.All.Count, CellKind.All.Select(look).Distinct().Count());
        Assert.All(CellKind.All, kind => Assert.Matches("^#[0-9A-F]{6}$", kind.Colour));
    }

    [Fact]
    public void Every_property_of_the_class_is_in_the_list() =>
        Assert.Equal(CellKind.All, typeof(CellKind).GetProperties().Where(property => property.PropertyType == typeof(CellKind)).Select(property => property.GetValue(null)));

    [Fact]
    public void An_option_that_the_cell_has_not_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => CellKind.Lstm.CreateLayer<float>(2, 3, 1, new CellOptions { Variant = GruVariant.ResetAfter }));
        Assert.Contains("LSTM has no option Variant; it has Bias, ForgetBias", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => CellKind.MinGru.CreateCell(2, 3, 1, new CellOptions { Bias = BiasScheme.TwoPerGate }));
        Assert.Contains("minGRU has no option Bias; it has Keep", error.Message, StringComparison.Ordinal);
        Assert.Contains("no cell 'qru'", Assert.Throws<ArgumentException>(() => CellKind.Parse("qru")).Message, StringComparison.Ordinal);
        Assert.Null(CellKind.Find("qru"));
    }

    [Theory]
    [InlineData(nameof(CellOptions.Bias))]
    [InlineData(nameof(CellOptions.Activation))]
    [InlineData(nameof(CellOptions.Variant))]
    [InlineData(nameof(CellOptions.ForgetBias))]
    [InlineData(nameof(CellOptions.Keep))]
    public void Every_option_is_taken_by_the_kinds_that_have_it_and_refused_by_the_others(string name)
    {
        var options = name switch
        {
            nameof(CellOptions.Bias) => new CellOptions { Bias = BiasScheme.TwoPerGate },
            nameof(CellOptions.Activation) => new CellOptions { Activation = RnnActivation.Tanh },
            nameof(CellOptions.Variant) => new CellOptions { Variant = GruVariant.ResetBefore },
            nameof(CellOptions.ForgetBias) => new CellOptions { ForgetBias = 1 },
            _ => new CellOptions { Keep = MinGruVariant.Positive },
        };
        Assert.Contains(CellKind.All, kind => kind.OptionNames.Contains(name));
        foreach (var kind in CellKind.All)
        {
            if (kind.OptionNames.Contains(name)) Assert.Same(kind, CellKind.Of(kind.CreateCell(2, 3, 1, options)));
            else Assert.Contains($"has no option {name}", Assert.Throws<ArgumentException>(() => kind.CreateCell(2, 3, 1, options)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Where a kind of cell is added: files of its own, and one line in the list. Every other file asks the kind.</summary>
    [Theory]
    [InlineData("Mgu")]
    [InlineData("MinGru")]
    public void A_kind_is_named_nowhere_but_in_its_own_files_and_in_the_list(string id)
    {
        var source = Path.Combine(RepositoryFolder.Root!, "src");
        var naming = new[] { "GruNotebooks", "GruNotebooks.Charts", "GruNotebooks.Interop" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Where(file => File.ReadAllText(file) is var text && (text.Contains($"CellKind.{id}", StringComparison.Ordinal) || text.Contains($"{id}Kind", StringComparison.Ordinal) || text.Contains($"{id}<", StringComparison.Ordinal) || text.Contains($"{id}Cell", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(file => !file.Contains($"/{id}/", StringComparison.Ordinal) && !file.EndsWith($"/{id}Cell.cs", StringComparison.Ordinal));
        Assert.Equal(["GruNotebooks/Layers/CellKind.cs"], naming);
    }

    private static IEnumerable<double> Numbers(CellTensor tensor)
    {
        for (var row = 0; row < tensor.Rows; row++)
            for (var column = 0; column < tensor.Columns; column++) yield return tensor[row, column];
    }
}
