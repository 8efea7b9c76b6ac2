using System.Reflection;

namespace GruNotebooks.Cli.Pages.Site.Reference;

/// <summary>Types and members by name: as C# writes them, and as the compiler's documentation file does (ECMA-334, annex D.4).</summary>
internal static class ReferenceName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(char)] = "char",
    };

    /// <summary>A type as C# writes it: <c>IReadOnlyList&lt;double[]&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        if (!type.IsGenericType) return type.Name;
        var arguments = type.GetGenericArguments().Select(Of);
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", arguments)})"
            : $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }

    /// <summary>A member with its parameters and what it gives.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new {constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})",
        MethodInfo method => $"{method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "")}({Parameters(method)}) → {Of(method.ReturnType)}",
        PropertyInfo { Name: "Item" } indexer => $"this[{string.Join(", ", indexer.GetIndexParameters().Select(p => $"{Of(p.ParameterType)} {p.Name}"))}] → {Of(indexer.PropertyType)}",
        PropertyInfo property => $"{property.Name} → {Of(property.PropertyType)}",
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } name => name.Name,
        FieldInfo field => $"{field.Name} → {Of(field.FieldType)}",
        _ => member.Name,
    };

    /// <summary>The key of a type or member in the documentation file.</summary>
    public static string Key(MemberInfo member) => member switch
    {
        Type type => "T:" + Full(type),
        ConstructorInfo constructor => $"M:{Full(constructor.DeclaringType!)}.#ctor{Signature(constructor.GetParameters())}",
        MethodInfo method => $"M:{Full(method.DeclaringType!)}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Signature(method.GetParameters())}"
            + (method.Name is "op_Implicit" or "op_Explicit" ? "~" + Argument(method.ReturnType) : ""),
        PropertyInfo property => $"P:{Full(property.DeclaringType!)}.{property.Name}{Signature(property.GetIndexParameters())}",
        _ => $"F:{Full(member.DeclaringType!)}.{member.Name}",
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Of(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = …" : "")}"));

    private static string Full(Type type) => (type.FullName ?? type.Name).Split('[')[0].Replace('+', '.');

    private static string Signature(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Argument(p.ParameterType)))})";

    private static string Argument(Type type)
    {
        if (type.IsByRef) return Argument(type.GetElementType()!) + "@";
        if (type.IsArray) return Argument(type.GetElementType()!) + (type.GetArrayRank() == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        if (type.IsGenericMethodParameter) return $"``{type.GenericParameterPosition}";
        if (type.IsGenericParameter) return $"`{type.GenericParameterPosition}";
        if (!type.IsGenericType) return Full(type);
        var name = Full(type.GetGenericTypeDefinition());
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Argument))}}}";
    }
}
