using GruNotebooks.Display;

namespace GruNotebooks.Lessons.Listings;

/// <summary>The formats of a <see cref="Listing"/>.</summary>
internal sealed class ListingFormatters() : FormatterSource(
[
    DisplayFormatter.Of<Listing>("text/html", l => l.ToHtml()),
    DisplayFormatter.Of<Listing>("text/plain", l => l.ToString()),
]);
