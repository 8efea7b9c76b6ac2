namespace GruNotebooks.Display;

/// <summary>.NET Interactive finds this attribute, the source and its formatters by name and shape alone; so the library needs no reference to it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>Best first, without what the front end at hand cannot read.</summary>
    public string[] PreferredMimeTypes { get => [.. field.Where(FrontEnd.Reads)]; set; } = [];
}
