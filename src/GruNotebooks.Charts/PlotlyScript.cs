namespace GruNotebooks.Charts;

/// <summary>The plotly.js that draws every chart: one version, with its hash, so that a page draws tomorrow what it draws today.</summary>
public static class PlotlyScript
{
    /// <summary>The version, as package.json pins it too.</summary>
    public const string Version = "3.7.0";

    /// <summary>Where pages load it from.</summary>
    public const string Address = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@" + Version + "/plotly.min.js";

    /// <summary>What a browser checks before it runs the file.</summary>
    public const string Integrity = "sha384-l4G4qURPwALv583BKlynU/4LiUx0rk9jcTX58Aq+Jc+jgWb52zeH2geZkSS3UPPs";
}
