namespace GruNotebooks.Interop.Tests;

/// <summary>A file that is gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public TemporaryFile(string name = "model.safetensors") => Path = System.IO.Path.Combine(folder.FullName, name);

    public string Path { get; }

    public IEnumerable<string> FilesBeside => folder.EnumerateFiles().Select(file => file.Name);

    public void Dispose() => folder.Delete(recursive: true);
}
