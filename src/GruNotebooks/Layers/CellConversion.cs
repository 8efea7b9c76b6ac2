using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>From a readable cell to a layer and back: the same weights, so the same numbers.</summary>
public static class CellConversion
{
    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static RnnCell ToCell(this Rnn<double> layer)
    {
        var parameters = new RnnParameters(layer.InputSize, layer.HiddenSize, layer.Bias);
        Copy(layer, parameters, toLayer: false);
        return new RnnCell(parameters, layer.Activation);
    }

    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static LstmCell ToCell(this Lstm<double> layer)
    {
        var parameters = new LstmParameters(layer.InputSize, layer.HiddenSize, layer.Bias);
        Copy(layer, parameters, toLayer: false);
        return new LstmCell(parameters);
    }

    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static GruCell ToCell(this Gru<double> layer)
    {
        var parameters = new GruParameters(layer.InputSize, layer.HiddenSize, layer.Bias);
        Copy(layer, parameters, toLayer: false);
        return new GruCell(parameters, layer.Variant);
    }

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Rnn<double> ToLayer(this RnnCell cell)
    {
        var layer = new Rnn<double>(cell.InputSize, cell.HiddenSize, seed: 0, cell.Activation, cell.P.Bias);
        Copy(layer, cell.P, toLayer: true);
        return layer;
    }

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Lstm<double> ToLayer(this LstmCell cell)
    {
        var layer = new Lstm<double>(cell.InputSize, cell.HiddenSize, seed: 0, bias: cell.P.Bias);
        Copy(layer, cell.P, toLayer: true);
        return layer;
    }

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Gru<double> ToLayer(this GruCell cell)
    {
        var layer = new Gru<double>(cell.InputSize, cell.HiddenSize, seed: 0, cell.Variant, cell.P.Bias);
        Copy(layer, cell.P, toLayer: true);
        return layer;
    }

    /// <summary>Gate k of a cell is rows k·H to (k + 1)·H of the layer's W, U, b and bU.</summary>
    private static void Copy(SequenceLayer<double> layer, CellParameters cell, bool toLayer)
    {
        foreach (var parameter in layer.Parameters)
            for (var gate = 0; gate < cell.Gates.Count; gate++)
            {
                var tensor = cell[parameter.Name + cell.Gates[gate]];
                var values = parameter.Value.AsSpan(gate * tensor.Count, tensor.Count);
                for (var k = 0; k < tensor.Count; k++)
                {
                    var (row, column) = Math.DivRem(k, tensor.Columns);
                    if (toLayer) values[k] = tensor[row, column];
                    else tensor[row, column] = values[k];
                }
            }
    }
}
