namespace GruNotebooks.Display;

/// <summary>What hosts make from the type that <see cref="TypeFormatterSourceAttribute"/> names: a list of formatters.</summary>
internal abstract class FormatterSource(IEnumerable<object> formatters)
{
    public IEnumerable<object> CreateTypeFormatters() => formatters;
}
