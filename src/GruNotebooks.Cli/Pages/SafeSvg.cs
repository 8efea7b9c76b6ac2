using System.Xml;
using System.Xml.Linq;

namespace GruNotebooks.Cli.Pages;

/// <summary>A drawing as a file of its own. As a picture of a page it runs nothing, but who opens the file itself opens a page, so what could run is taken out.</summary>
internal static class SafeSvg
{
    private static readonly HashSet<string> Active = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "foreignObject", "iframe", "embed", "object", "handler", "listener", "set", "animate", "animateMotion", "animateTransform", "discard", "audio", "video", "canvas",
    };

    /// <returns>Null for what is no XML, which no browser shows either.</returns>
    public static string? Of(string drawing)
    {
        try
        {
            // Without its document type: that could define what is not seen here.
            using var reader = XmlReader.Create(new StringReader(drawing), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
            foreach (var node in document.Nodes().Where(node => node is XProcessingInstruction or XDocumentType).ToList()) node.Remove();
            foreach (var element in document.Descendants().Where(element => Active.Contains(element.Name.LocalName)).ToList()) element.Remove();
            foreach (var attribute in document.Descendants().Attributes().Where(Acts).ToList()) attribute.Remove();
            return document.Root is null ? null : document.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool Acts(XAttribute attribute) => attribute.Name.LocalName switch
    {
        var name when name.StartsWith("on", StringComparison.OrdinalIgnoreCase) => true,
        "href" or "src" => !attribute.Value.StartsWith('#') && !attribute.Value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
