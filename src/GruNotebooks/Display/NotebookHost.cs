using System.Reflection;

namespace GruNotebooks.Display;

/// <summary>What the notebooks' import tells .NET Interactive. It finds a type's formatters when it shows the first value of the type; matrices and lists of records need theirs from the first cell on.</summary>
internal static class NotebookHost
{
    /// <summary>Makes .NET Interactive read the formatters of <paramref name="types"/> now; in other hosts does nothing.</summary>
    public static void ReadFormatters(params ReadOnlySpan<Type> types)
    {
        if (Formatter() is not { } formatter) return;
        foreach (var type in types) Call(formatter, "GetPreferredMimeTypesFor", type);
    }

    /// <summary>Names the formats, best first, for a type of another library; in other hosts does nothing.</summary>
    public static void Prefer(Type type, params string[] mimeTypes)
    {
        if (Formatter() is { } formatter) Call(formatter, "SetPreferredMimeTypesFor", type, mimeTypes.Where(FrontEnd.Reads).ToArray());
    }

    private static Type? Formatter() => Type.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter, Microsoft.DotNet.Interactive.Formatting");

    private static void Call(Type formatter, string method, params object[] arguments) =>
        formatter.GetMethod(method, BindingFlags.Public | BindingFlags.Static)?.Invoke(null, arguments);
}
