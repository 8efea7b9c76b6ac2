using System.Text.Json.Nodes;
using GruNotebooks.Tasks;

namespace GruNotebooks.Cli.Running;

/// <summary>Knows the outputs of cells that found no data: the library's sentence on how to get the set stands in them.</summary>
internal static class MissingDataSet
{
    /// <returns>The name of the data set, or null.</returns>
    public static string? NamedIn(JsonArray outputs)
    {
        string text = outputs.ToJsonString();
        return RemoteDataSet.All.FirstOrDefault(set => text.Contains($"gru data fetch {set.Name}", StringComparison.Ordinal))?.Name;
    }
}
