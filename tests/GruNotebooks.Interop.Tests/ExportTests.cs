using System.Text.Json;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop.Tests;

public class ExportTests
{
    [Fact]
    public void Json_for_PyTorch_can_be_read_again_and_computes_the_same()
    {
        using var file = new TemporaryFile("model.json");
        var model = new SavedModel<float>(
            new Stacked<float>(new Gru<float>(3, 4, 1, GruVariant.ResetAfter), new Gru<float>(4, 4, 2, GruVariant.ResetAfter)), new Dense<float>(4, 2, seed: 3));
        File.WriteAllBytes(file.Path, PyTorchExport.ToJson(model));
        var root = JsonDocument.Parse(File.ReadAllBytes(file.Path)).RootElement;
        Assert.Equal(("gru", 2, "float32"), (root.GetProperty("cell").GetString(), root.GetProperty("layers").GetInt32(), root.GetProperty("dtype").GetString()));
        Assert.Equal(12, root.GetProperty("weights").GetProperty("bias_hh_l1").GetArrayLength());

        var x = new Sequence<float>(5, 2, 3);
        for (var k = 0; k < x.Data.Length; k++) x.Data[k] = MathF.Sin(k);
        var loaded = ModelFile.Load<float>(file.Path);
        Assert.Equal(model.Head!.Forward(model.Layer.Forward(x).Output).Data, loaded.Head!.Forward(loaded.Layer.Forward(x).Output).Data);
    }

    [Fact]
    public void Safetensors_for_PyTorch_hold_a_state_dictionary()
    {
        var model = new SavedModel<double>(new Lstm<double>(3, 4, seed: 1), new Dense<double>(4, 2, seed: 2));
        var file = SafetensorsFile.Read(PyTorchExport.ToSafetensors(model));
        Assert.Equal(
            ["rnn.weight_ih_l0 [16, 3]", "rnn.weight_hh_l0 [16, 4]", "rnn.bias_ih_l0 [16]", "rnn.bias_hh_l0 [16]", "head.weight [2, 4]", "head.bias [2]"],
            file.Arrays.Select(array => array.ToString()));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(model.Layer.Parameters[0].Value, file.Arrays[0].Values);
    }

    [Fact]
    public void The_numbers_of_a_safetensors_file_start_at_a_multiple_of_eight()
    {
        var bytes = PyTorchExport.ToSafetensors(new SavedModel<float>(new Rnn<float>(1, 1, seed: 1)));
        Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
        Assert.Equal(bytes.Length, 8 + BitConverter.ToInt64(bytes) + (4 * sizeof(float)));
    }

    [Fact]
    public void A_cell_that_another_framework_does_not_have_is_refused_by_name_in_every_form()
    {
        foreach (var kind in CellKind.All)
        {
            var options = kind == CellKind.Gru ? new CellOptions { Variant = GruVariant.ResetAfter } : null;
            var model = new SavedModel<float>(kind.CreateLayer<float>(2, 3, 1, options));
            Action[] forms = [() => PyTorchExport.ToSafetensors(model), () => PyTorchExport.ToJson(model), () => KerasLayout.Of(model.Layer), () => OnnxExport.ToOnnx(model)];
            foreach (var write in forms)
            {
                if (kind.OnnxOperator is not null) write();
                else Assert.Contains($"for the cell {kind.Name}.", Assert.Throws<NotSupportedException>(write).Message);
            }
        }
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_no_number_is_refused_in_every_form(float bad)
    {
        var model = new SavedModel<float>(new Lstm<float>(2, 3, 1));
        model.Layer.Parameters[0].Value[5] = bad;
        using var file = new TemporaryFile();
        Action[] forms = [() => PyTorchExport.ToSafetensors(model), () => PyTorchExport.ToJson(model), () => OnnxExport.ToOnnx(model), () => ModelFile.Save(file.Path, model)];
        foreach (var write in forms) Assert.Contains("where a finite number belongs", Assert.Throws<InvalidDataException>(write).Message);
    }

    [Fact]
    public void What_cannot_be_expressed_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => PyTorchExport.ToJson(new SavedModel<float>(new Gru<float>(2, 3, seed: 1))));
        Assert.Throws<NotSupportedException>(() => OnnxExport.ToOnnx(new SavedModel<float>(new Stacked<float>(new Rnn<float>(2, 3, seed: 1), new Lstm<float>(3, 3, seed: 2)))));
        Assert.Throws<NotSupportedException>(() => OnnxExport.ToOnnx(new SavedModel<float>(new Bidirectional<float>(new Gru<float>(2, 3, seed: 1), new Gru<float>(2, 3, seed: 2, GruVariant.ResetAfter)))));
    }
}
