namespace GruNotebooks.Cli.Notebooks;

/// <summary>A stretch of a cell.</summary>
internal abstract record CellPart;

/// <summary>C# to compile and run.</summary>
internal sealed record CodePart(string Code) : CellPart;

/// <summary>Another script or notebook to run here.</summary>
internal sealed record ImportPart(string Path) : CellPart;

/// <summary>NuGet packages to reference, those of neighbouring lines together.</summary>
internal sealed record PackagesPart(IReadOnlyList<PackageName> Packages) : CellPart;

/// <summary>A package. An empty version takes the newest.</summary>
internal sealed record PackageName(string Name, string Version)
{
    public override string ToString() => Version.Length == 0 ? Name : $"{Name} {Version}";
}
