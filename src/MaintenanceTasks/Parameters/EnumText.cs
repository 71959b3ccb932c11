using System.Reflection;

namespace MaintenanceTasks;

/// <summary>The names of an enum as text, in any letter case; several of them, with commas, where it has <see cref="FlagsAttribute"/>.</summary>
internal static class EnumText
{
    public static bool IsCombined(Type type) => type.IsEnum && type.IsDefined(typeof(FlagsAttribute));

    /// <exception cref="FormatException">The text is not a name of the enum, or not several of them where that is allowed.</exception>
    public static object Parse(Type type, string text)
    {
        if (!IsCombined(type)) return Enum.Parse(type, NameOf(type, text));
        if (text == "0") return Enum.ToObject(type, 0);
        return Enum.Parse(type, string.Join(',', text.Split(',', StringSplitOptions.TrimEntries).Select(name => NameOf(type, name))));
    }

    /// <summary>The names in order of declaration.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)];

    private static string NameOf(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw new FormatException();
}
