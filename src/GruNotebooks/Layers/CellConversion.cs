using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>From a readable cell to a layer and back: the same weights, so the same numbers.</summary>
public static class CellConversion
{
    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static Cell ToCell(this RecurrentLayer<double> layer)
    {
        var cell = layer.Kind.CreateCell(layer.InputSize, layer.HiddenSize, seed: 0, layer.Options);
        Copy(layer, cell.Parameters, toLayer: false);
        return cell;
    }

    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static RnnCell ToCell(this Rnn<double> layer) => (RnnCell)ToCell((RecurrentLayer<double>)layer);

    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static LstmCell ToCell(this Lstm<double> layer) => (LstmCell)ToCell((RecurrentLayer<double>)layer);

    /// <summary>A readable cell with a copy of the weights of <paramref name="layer"/>.</summary>
    public static GruCell ToCell(this Gru<double> layer) => (GruCell)ToCell((RecurrentLayer<double>)layer);

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static RecurrentLayer<double> ToLayer(this Cell cell)
    {
        var layer = CellKind.Of(cell).CreateLayer<double>(cell.InputSize, cell.HiddenSize, seed: 0, cell.Options);
        Copy(layer, cell.Parameters, toLayer: true);
        return layer;
    }

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Rnn<double> ToLayer(this RnnCell cell) => (Rnn<double>)ToLayer((Cell)cell);

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Lstm<double> ToLayer(this LstmCell cell) => (Lstm<double>)ToLayer((Cell)cell);

    /// <summary>A layer with a copy of the weights of <paramref name="cell"/>.</summary>
    public static Gru<double> ToLayer(this GruCell cell) => (Gru<double>)ToLayer((Cell)cell);

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
