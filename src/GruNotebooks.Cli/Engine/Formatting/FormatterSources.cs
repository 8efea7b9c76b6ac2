using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>
/// How a library's types show themselves, found as .NET Interactive finds it: an attribute called TypeFormatterSourceAttribute names a source whose
/// CreateTypeFormatters() gives objects with MimeType, Format(object, TextWriter) and, where they format another type than the attributed one, Type.
/// Everything goes by name, so that the library needs no reference to its hosts.
/// </summary>
internal static class FormatterSources
{
    private static readonly ConcurrentDictionary<Assembly, bool> Scanned = new();
    private static readonly List<ByNameFormatter> Formatters = [];
    private static readonly Dictionary<Type, string[]> Preferred = [];
    private static readonly Lock Gate = new();

    /// <returns>The formats of a value, or null where no source formats its type.</returns>
    public static IReadOnlyList<(string MimeType, string Text)>? Format(object value)
    {
        var type = value.GetType();
        List<ByNameFormatter> fitting;
        string[]? preferred;
        lock (Gate)
        {
            ScanNewAssemblies(type.Assembly);
            fitting = [.. Formatters.Where(formatter => formatter.Distance(type) < int.MaxValue).OrderBy(formatter => formatter.Distance(type))];
            preferred = BaseTypes(type).Select(Preferred.GetValueOrDefault).FirstOrDefault(mimeTypes => mimeTypes is { Length: > 0 });
        }
        if (fitting.Count == 0) return null;

        var formats = new List<(string, string)>();
        foreach (string mimeType in preferred ?? [.. fitting.Select(formatter => formatter.MimeType).Distinct()])
        {
            string? text = fitting.Where(formatter => formatter.MimeType == mimeType).Select(formatter => formatter.Format(value)).FirstOrDefault(text => text is not null);
            if (text is not null) formats.Add((mimeType, text));
        }
        return formats.Count > 0 ? formats : null;
    }

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType) yield return level;
    }

    private static void ScanNewAssemblies(Assembly ofValue)
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Append(ofValue))
        {
            if (!IsFramework(assembly) && Scanned.TryAdd(assembly, true)) Scan(assembly);
        }
    }

    private static bool IsFramework(Assembly assembly) =>
        assembly.GetName().Name is not { } name || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static void Scan(Assembly assembly)
    {
        foreach (var type in TypesOf(assembly).Where(HasSource))
        {
            foreach (object attribute in type.GetCustomAttributes(true).Where(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"))
            {
                if (Property(attribute, "FormatterSourceType") is not Type sourceType || Activator.CreateInstance(sourceType, nonPublic: true) is not { } source) continue;
                if (Property(attribute, "PreferredMimeTypes") is string[] mimeTypes) Preferred[type] = mimeTypes;
                if (sourceType.GetMethod("CreateTypeFormatters", Type.EmptyTypes)?.Invoke(source, null) is not IEnumerable formatters) continue;
                Formatters.AddRange(formatters.Cast<object>().Select(formatter => ByNameFormatter.TryCreate(formatter, type)).OfType<ByNameFormatter>());
            }
        }
    }

    private static bool HasSource(Type type) => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "TypeFormatterSourceAttribute");

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            // A package may carry types for hosts that are not here; the rest of it counts.
            return partly.Types.OfType<Type>();
        }
    }

    private static object? Property(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);

    private sealed record ByNameFormatter(string MimeType, Type Type, Func<object, TextWriter, object?> Write)
    {
        public static ByNameFormatter? TryCreate(object formatter, Type attributed) =>
            Property(formatter, "MimeType") is string mimeType
            && formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]) is { } format
                ? new ByNameFormatter(mimeType, Property(formatter, "Type") as Type ?? attributed, (value, writer) => format.Invoke(formatter, BindingFlags.DoNotWrapExceptions, null, [value, writer], null))
                : null;

        public string? Format(object value)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            return Write(value, writer) is true ? writer.ToString() : null;
        }

        /// <summary>How far the formatted type is from a value's: 0 its own, then base types, then interfaces; int.MaxValue for a stranger.</summary>
        public int Distance(Type type)
        {
            int level = 0;
            foreach (var candidate in BaseTypes(type).Concat(type.GetInterfaces()))
            {
                if (candidate == Type || (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == Type)) return level;
                level++;
            }
            return int.MaxValue;
        }
    }
}
