using System.Net;

namespace GruNotebooks.Cli.Files;

/// <summary>A folder that gru writes pages and copies into: one that it has made, or one in which nothing of another's has the name of what it writes.</summary>
internal static class OwnFolder
{
    private const string FirstPage = "index.html";
    private const int HeadOfPage = 4096;

    /// <summary>Refuses a folder in which a file that gru has not written would be replaced, and files that a link leads out of it.</summary>
    /// <param name="folder">It exists.</param>
    /// <param name="title">Of the first page that gru writes there; by it a folder of gru's own is known.</param>
    /// <param name="files">What will be written, from the folder.</param>
    public static void Require(string folder, string title, IEnumerable<string> files)
    {
        bool own = HasPage(folder, title);
        string within = RealPath.Of(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach (string file in files.Prepend(FirstPage))
        {
            string path = Path.GetFullPath(Path.Combine(folder, file));
            if (!own && (Path.Exists(path) || new FileInfo(path).LinkTarget is not null))
                throw new UserException($"--out {folder}: holds {file}, which gru has not written and would replace; name another folder, or remove it.");
            if (!(RealPath.Of(Path.GetDirectoryName(path)!) + Path.DirectorySeparatorChar).StartsWith(within, StringComparison.Ordinal))
                throw new UserException($"--out {folder}: {file} would land in {RealPath.Of(Path.GetDirectoryName(path)!)}, where a link leads; name another folder.");
        }
    }

    private static bool HasPage(string folder, string title)
    {
        string page = Path.Combine(folder, FirstPage);
        if (RegularFile.Length(page) is null or 0) return false;
        using var reader = new StreamReader(page);
        char[] head = new char[HeadOfPage];
        return head.AsSpan(0, reader.ReadBlock(head)).IndexOf($"<title>{WebUtility.HtmlEncode(title)}</title>") >= 0;
    }
}
