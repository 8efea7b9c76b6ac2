namespace GruNotebooks.Display;

/// <summary>A cell of a <see cref="ResultTable"/> that leads somewhere: a link in HTML, its text elsewhere.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Address">Where it leads, relative to the page.</param>
public sealed record LinkText(string Text, string Address)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
