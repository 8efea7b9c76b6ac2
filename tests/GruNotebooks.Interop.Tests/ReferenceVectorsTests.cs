
namespace GruNotebooks.Interop.Tests;

public class ReferenceVectorsTests
{
    [Fact]
    public void All_files_come_with_the_library() =>
        Assert.Equal(Golden.Names.Cast<object[]>().Select(row => Path.GetFileNameWithoutExtension((string)row[0])).Order(StringComparer.Ordinal), ReferenceVectors.Names);

    [Fact]
    public void A_converted_layer_has_the_outputs_of_the_other_framework_and_one_with_other_weights_has_not()
    {
        var torch = ReferenceVectors.Named("pytorch-gru");
        var layer = torch.CreateLayer();
        Assert.InRange(torch.ErrorOf(layer), 0, 1e-14);
        Assert.Equal(torch.Output.Data.Length, torch.Run(layer).Output.Data.Length);
        layer.Parameters[0].Value[0] += 0.1;
        Assert.InRange(torch.ErrorOf(layer), 1e-4, 1);
        Array.Clear(torch.Input.Data);
        Assert.Contains(torch.Input.Data, value => value != 0);   // a copy each time
    }

    [Fact]
    public void Arrays_are_those_of_the_file()
    {
        var torch = ReferenceVectors.Named("pytorch-gru");
        Assert.Equal(["weight_ih_l0 [21, 4]", "weight_hh_l0 [21, 7]", "bias_ih_l0 [21]", "bias_hh_l0 [21]"], torch.Arrays.Select(array => array.ToString()));
        Assert.Equal(PyTorchLayout.Of(torch.CreateLayer())[1].Values, torch.Arrays[1].Values);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("there are keras-gru-reset-after,", Assert.Throws<ArgumentException>(() => ReferenceVectors.Named("torch")).Message);
}
