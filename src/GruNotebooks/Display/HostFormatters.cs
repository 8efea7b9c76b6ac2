using System.Collections;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Display;

/// <summary>Brings the library's formatters to the notebook's host when a notebook imports it, not when the first of its types is shown.</summary>
public static class HostFormatters
{
    private static readonly string[] Both = ["text/html", "text/plain"];

    /// <summary>
    /// .NET Interactive asks a type for its formatters when it first meets the type; matrices, sequences and numbers, which are not the library's own, would look otherwise
    /// before that and after. Hosts that have no such formatters are left as they are.
    /// </summary>
    public static void Register()
    {
        var formatter = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter")).FirstOrDefault(type => type is not null);
        var prefer = formatter?.GetMethod("SetPreferredMimeTypesFor", [typeof(Type), typeof(string[])]);
        var ask = formatter?.GetMethod("GetPreferredMimeTypesFor", [typeof(Type)]);
        if (prefer is null || ask is null) return;

        ask.Invoke(null, [typeof(ResultTable)]);
        // Numbers, alone or in a row, are text; a table is one for who looks and for who listens.
        foreach (var type in new[] { typeof(bool), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(Enum), typeof(int[]), typeof(float[]), typeof(double[]), typeof(string[]) }) prefer.Invoke(null, [type, new[] { "text/plain" }]);
        foreach (var type in new[] { typeof(IEnumerable), typeof(Matrix<>) }) prefer.Invoke(null, [type, Both]);
    }
}
