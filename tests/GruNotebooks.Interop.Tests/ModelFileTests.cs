using System.Text;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop.Tests;

public class ModelFileTests
{
    public static TheoryData<string> Layers => [.. LayerCases.All.Keys];

    [Theory, MemberData(nameof(Layers))]
    public void What_is_saved_is_what_is_loaded(string name)
    {
        using var file = new TemporaryFile();
        var saved = new SavedModel<double>(LayerCases.All[name](), new Dense<double>(LayerCases.All[name]().OutputSize, 2, seed: 3));
        ModelFile.Save(file.Path, saved);
        var loaded = ModelFile.Load<double>(file.Path);
        Assert.Equal(saved.Layer.Parameters.Select(parameter => parameter.ToString()), loaded.Layer.Parameters.Select(parameter => parameter.ToString()));
        Assert.Equal(Answer(saved), Answer(loaded));
        Assert.Equal(["model.safetensors"], file.FilesBeside);
    }

    [Fact]
    public void A_trained_model_leaves_its_dropout_behind()
    {
        using var file = new TemporaryFile();
        var stack = new Stacked<float>(new Dropout<float>(new Gru<float>(3, 4, seed: 1, GruVariant.ResetAfter), 0.5, seed: 2), new Gru<float>(4, 4, seed: 3, GruVariant.ResetAfter));
        var saved = new SavedModel<float>(stack, new Dense<float>(4, 2, seed: 4));
        ModelFile.Save(file.Path, saved);
        var x = new Sequence<float>(5, 2, 3);
        for (int k = 0; k < x.Data.Length; k++) x.Data[k] = k % 7 - 3;
        foreach (var back in new[] { ModelFile.Load<float>(file.Path), OnnxImport.Read<float>(OnnxExport.ToOnnx(saved)) })
            Assert.Equal(stack.Forward(x).Output.Data, back.Layer.Forward(x).Output.Data);
    }

    [Fact]
    public void A_model_in_single_precision_loses_nothing_on_its_way_through_a_file()
    {
        using var file = new TemporaryFile();
        var saved = new SavedModel<float>(new Lstm<float>(3, 4, seed: 1));
        ModelFile.Save(file.Path, saved);
        Assert.Equal(saved.Layer.Parameters.Select(parameter => parameter.Value), ModelFile.Load<float>(file.Path).Layer.Parameters.Select(parameter => parameter.Value));
        Assert.Null(ModelFile.Load<double>(file.Path).Head);
        Assert.False(ModelFile.IsDouble(file.Path, File.ReadAllBytes(file.Path)));
    }

    [Theory]
    [InlineData("pytorch-gru-2layer-bidirectional.json")]
    [InlineData("keras-gru-reset-before.json")]
    public void A_json_file_with_the_weights_of_another_framework_is_a_model_too(string name)
    {
        var model = ModelFile.Load<double>(Golden.PathOf(name));
        Assert.True(ModelFile.IsDouble(name, File.ReadAllBytes(Golden.PathOf(name))));
        Assert.Null(model.Head);
        Assert.True(model.Layer.ParameterCount > 100);
    }

    [Theory]
    [InlineData("", "it is not a safetensors file")]
    [InlineData("nothing of the kind at all", "it is not a safetensors file")]
    [InlineData("{", "is not a model that can be read")]
    [InlineData("{\"weights\": {}}", "'framework' must be one of pytorch, keras")]
    public void What_is_no_model_is_refused_in_one_line(string text, string message)
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, text);
        Refused(file, message);
    }

    [Theory]
    [InlineData("\"kind\":\"gru\"", "\"kind\":\"nru\"", "there is no layer 'nru'")]
    [InlineData("\"hidden\":4", "\"hidden\":5", "the description is of a model of 135 numbers, the file has 96")]
    [InlineData("ResetBefore", "ResetBeforf", "'variant' must be one of ResetBefore, ResetAfter")]
    [InlineData("\"layer.U\"", "\"layer.Q\"", "layer.U is missing")]
    [InlineData("\"F64\",\"shape\":[12,3]", "\"I64\",\"shape\":[12,3]", "layer.W is I64")]
    [InlineData("\"shape\":[12,3]", "\"shape\":[12,7]", "does not fit its place")]
    [InlineData("gru-notebooks", "gru-notebookz", "its metadata has no 'gru-notebooks'")]
    public void A_damaged_file_is_refused_in_one_line(string from, string to, string message)
    {
        using var file = new TemporaryFile();
        ModelFile.Save(file.Path, new SavedModel<double>(new Gru<double>(3, 4, seed: 1)));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(file.Path));
        // The description is JSON within JSON, its quotes escaped.
        var found = text.Contains(from) ? from : from.Replace("\"", "\\u0022");
        Assert.Contains(found, text);
        File.WriteAllBytes(file.Path, Encoding.Latin1.GetBytes(text.Replace(found, found == from ? to : to.Replace("\"", "\\u0022"))));
        Refused(file, message);
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        using var file = new TemporaryFile();
        ModelFile.Save(file.Path, new SavedModel<double>(new Gru<double>(3, 4, seed: 1)));
        var bytes = File.ReadAllBytes(file.Path);
        File.WriteAllBytes(file.Path, bytes[..^8]);
        Refused(file, "it may be cut short");
        File.WriteAllBytes(file.Path, bytes[..40]);
        Refused(file, "it is not a safetensors file");
    }

    private static void Refused(TemporaryFile file, string message)
    {
        var failure = Assert.Throws<InvalidDataException>(() => ModelFile.Load<double>(file.Path));
        Assert.StartsWith("model.safetensors is not a model that can be read: ", failure.Message);
        Assert.Contains(message, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static double[] Answer(SavedModel<double> model)
    {
        var x = new Sequence<double>(5, 2, model.Layer.InputSize);
        for (var k = 0; k < x.Data.Length; k++) x.Data[k] = Math.Sin(k);
        return model.Head!.Forward(model.Layer.Forward(x).Output).Data;
    }
}
