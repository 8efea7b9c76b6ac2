namespace GruNotebooks.Cli.Notebooks;

/// <summary>A stretch of a cell.</summary>
internal abstract record CellPart;

/// <summary>C# to compile and run.</summary>
internal sealed record CodePart(string Code) : CellPart;

/// <summary>Another script or notebook to run here.</summary>
internal sealed record ImportPart(string Path) : CellPart;

/// <summary>A NuGet package to reference. An empty version takes the newest.</summary>
internal sealed record PackagePart(string Name, string Version) : CellPart;
