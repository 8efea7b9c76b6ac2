using System.Globalization;

namespace GruNotebooks.Display;

/// <summary>Numbers as a reader wants them in a table or on a bar: few digits, no culture.</summary>
public static class NumberText
{
    /// <summary>
    /// <paramref name="value"/> with <paramref name="digits"/> significant digits: 0.01234, 12.35, 4,323,600, 1.2e-7.
    /// Digits before the decimal point are never rounded away; whole numbers stay whole.
    /// </summary>
    public static string Of(double value, int digits = 4)
    {
        if (double.IsNaN(value)) return "–";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "−∞";
        if (value == 0) return "0";
        // Rounded first, so that 9.99996 counts as a number with two digits before the point.
        var rounded = double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var size = Math.Abs(Math.Abs(value) < Math.Pow(10, digits) ? rounded : value);
        string text;
        if (size >= 1e9 || size < 1e-3)
        {
            text = size.ToString("0." + new string('#', digits - 1) + "e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        }
        else
        {
            var before = (int)Math.Floor(Math.Log10(size)) + 1;
            var after = Math.Max(0, digits - before);
            var whole = value == Math.Floor(value);
            text = size.ToString(whole ? "#,##0" : "#,##0." + new string('0', after), CultureInfo.InvariantCulture);
        }
        return value < 0 ? "−" + text : text;
    }

    /// <summary>The same without zeros at the end: 0.9, 0.95, 1.</summary>
    internal static string Short(double value, int digits)
    {
        var text = Of(value, digits);
        return text.Contains('.', StringComparison.Ordinal) && !text.Contains('e', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>Any cell of a table: numbers by <see cref="Of(double, int)"/>, yes and no for booleans, everything else without a culture.</summary>
    internal static string OfAny(object? value, int digits) => value switch
    {
        null => "",
        double d => Of(d, digits),
        float f => Of(f, digits),
        bool b => b ? "yes" : "no",
        TimeSpan t => Of(t.TotalSeconds, digits) + " s",
        byte or sbyte or short or ushort or int or uint or long or ulong => Of(Convert.ToDouble(value, CultureInfo.InvariantCulture), digits),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
