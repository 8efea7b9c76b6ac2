using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>What of an object a table shows: its public properties, then its public fields.</summary>
internal static class ObjectMembers
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ObjectMember>> Known = new();

    public static IReadOnlyList<ObjectMember> Of(Type type) => Known.GetOrAdd(type, Find);

    public static bool IsAnonymous(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute), false) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static IReadOnlyList<ObjectMember> Find(Type type)
    {
        const BindingFlags Shown = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Shown).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            .Select(property => new ObjectMember(property.Name, property.GetValue));
        var fields = type.GetFields(Shown).Select(field => new ObjectMember(field.Name, field.GetValue));
        return [.. properties, .. fields];
    }
}

/// <summary>A property or field.</summary>
internal sealed record ObjectMember(string Name, Func<object, object?> Get)
{
    /// <summary>Its value; where reading it throws, the exception.</summary>
    public object? Read(object owner)
    {
        try
        {
            return Get(owner);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }
}
