using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace GruNotebooks.Tasks;

/// <summary>A data set that may not be part of the repository: where it is published, and the hash that identifies the right file.</summary>
/// <param name="Name">What <c>gru data fetch</c> calls it.</param>
/// <param name="FileName">Its file.</param>
/// <param name="Address">Where it is published.</param>
/// <param name="Sha256">SHA-256 of the file, 64 hexadecimal digits.</param>
public sealed record RemoteDataSet(string Name, string FileName, Uri Address, string Sha256)
{
    /// <summary>The Bach chorales: see <see cref="Tasks.Chorales"/>.</summary>
    public static RemoteDataSet Chorales { get; } = new(
        "chorales",
        "jsb-chorales-quarter.json",
        new("https://raw.githubusercontent.com/czhuang/JSB-Chorales-dataset/9a7f733ddb4ed91f48da64ac7f0f621c34aadd4d/jsb-chorales-quarter.json"),
        "2db9329f1881a1d3f49703ec556bf1d6f84b4f6c1d702c156536e93cf31e1c91");

    /// <summary>All remote data sets.</summary>
    public static IReadOnlyList<RemoteDataSet> All { get; } = [Chorales];

    /// <summary>The line that tells a reader how to get it.</summary>
    public string HowToGet => $"The data set '{Name}' is not on this machine. Get it with: gru data fetch {Name} (from a file you have: --from FILE)";

    /// <summary>Where it is kept; null where the user has no local application data.</summary>
    public string? KeptAt => DataFolder.OfUser is { } folder ? Path.Combine(folder, FileName) : null;

    /// <summary>Whether the bytes are the published file.</summary>
    public bool IsRight(ReadOnlySpan<byte> bytes) => HashOf(bytes).Equals(Sha256, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the kept file and checks it.</summary>
    /// <returns>The bytes, or null when there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is not the published one.</exception>
    public byte[]? ReadKept() => KeptAt is { } file && File.Exists(file) ? Read(file) : null;

    /// <summary>Reads a file and checks that it is the published one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not the published file.</exception>
    public byte[] Read(string file) => Checked(File.ReadAllBytes(file), file);

    /// <summary>Downloads it, checks it, and keeps it.</summary>
    /// <returns>The kept file.</returns>
    /// <exception cref="IOException">The network failed, or the file cannot be kept.</exception>
    /// <exception cref="InvalidDataException">What came is not the published file.</exception>
    public async Task<string> FetchAsync(CancellationToken cancel = default)
    {
        _ = Place();
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        try
        {
            return Keep(Checked(await client.GetByteArrayAsync(Address, cancel), Address.ToString()));
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new IOException($"{Address} could not be downloaded: {failure.Message.TrimEnd('.')}. Download it elsewhere, then: gru data fetch {Name} --from FILE", failure);
        }
    }

    /// <summary>Takes a copy that the user has, checks it, and keeps it.</summary>
    /// <returns>The kept file.</returns>
    /// <exception cref="IOException">The file cannot be read or kept.</exception>
    /// <exception cref="InvalidDataException">It is not the published file.</exception>
    public string CopyFrom(string file) => Keep(Read(file));

    private byte[] Checked(byte[] bytes, string from) => IsRight(bytes)
        ? bytes
        : throw new InvalidDataException($"{from} is not the published {FileName}: its SHA-256 is {HashOf(bytes)}, not {Sha256}.");

    // Written under another name and then moved, so that an incomplete file is never found.
    private string Keep(byte[] bytes)
    {
        string place = Place(), half = place + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllBytes(half, bytes);
            File.Move(half, place, overwrite: true);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"{place} cannot be written: {refused.Message}", refused);
        }
        return place;
    }

    private string Place() => KeptAt ?? throw new IOException("There is no folder to keep data in: set HOME (on Windows LOCALAPPDATA) and try again.");

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A data set that may be missing on this machine.</summary>
/// <typeparam name="TData">The type of the loaded data.</typeparam>
/// <param name="Data">The data; null when it is not here.</param>
/// <param name="Message">One line: what is here, or how to get it.</param>
public sealed record DataLookup<TData>(TData? Data, string Message) where TData : class
{
    /// <summary>Whether it is here.</summary>
    [MemberNotNullWhen(true, nameof(Data))]
    public bool IsHere => Data is not null;

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
