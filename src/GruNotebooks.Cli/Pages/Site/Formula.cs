namespace GruNotebooks.Cli.Pages.Site;

/// <summary>A formula in a notebook's text.</summary>
/// <param name="Tex">Its TeX, without dollars.</param>
/// <param name="Displayed">On lines of its own.</param>
internal readonly record struct Formula(string Tex, bool Displayed);
