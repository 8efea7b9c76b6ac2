namespace GruNotebooks.Cli.Pictures;

/// <summary>Chooses how pictures are drawn on this machine.</summary>
internal static class PictureMaker
{
    public static IPictures Create() => new NoPictures();
}
