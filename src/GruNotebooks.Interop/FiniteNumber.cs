using System.Numerics;
using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>A number from a file in the precision of a layer: it stays a number, or is refused.</summary>
internal static class FiniteNumber
{
    /// <exception cref="InvalidDataException">The number is infinite or NaN, or so large that <typeparamref name="T"/> makes it infinite.</exception>
    public static T Of<T>(double number, Func<string> where) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var value = T.CreateTruncating(number);
        if (T.IsFinite(value)) return value;
        throw new InvalidDataException(double.IsFinite(number)
            ? FormattableString.Invariant($"{where()} has {number:0.###e+0}, which single precision cannot hold.")
            : FormattableString.Invariant($"{where()} has {number} where a finite number belongs."));
    }

    /// <summary>All numbers of an array.</summary>
    /// <inheritdoc cref="Of{T}(double, Func{string})"/>
    public static T[] Of<T>(NamedArray array) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Func<string> where = () => FileText.Plain(array.Name);
        return Array.ConvertAll(array.Values, number => Of<T>(number, where));
    }
}
