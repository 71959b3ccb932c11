using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace MaintenanceTasks;

/// <summary>The summaries of classes, from the XML documentation beside their assemblies. Each file is read once, when first asked for.</summary>
internal sealed class ClassSummaries
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Assembly, IReadOnlyDictionary<string, string>> _read = [];

    /// <summary>The summary of a class as plain text; null when it has none, or when the documentation is not at hand.</summary>
    public string? Of(Type type)
    {
        lock (_gate)
        {
            if (!_read.TryGetValue(type.Assembly, out var summaries)) _read[type.Assembly] = summaries = Read(type.Assembly);
            return summaries.GetValueOrDefault("T:" + type.FullName?.Replace('+', '.'));
        }
    }

    /// <summary>Plain text of a documentation element: references by their short names, white space folded.</summary>
    internal static string Text(XElement element)
    {
        var words = element.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { HasElements: false, IsEmpty: true } reference => Named(reference),
            _ => "",
        });
        return string.Join(' ', string.Concat(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        if (assembly.IsDynamic || Path.ChangeExtension(assembly.Location, ".xml") is not { Length: > 0 } path || !File.Exists(path)) return [];
        try
        {
            return XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member")
                .Select(member => (Name: (string?)member.Attribute("name"), Summary: member.Element("summary")))
                .Where(member => member.Name?.StartsWith("T:", StringComparison.Ordinal) == true && member.Summary is not null)
                .GroupBy(member => member.Name!).ToDictionary(group => group.Key, group => Text(group.First().Summary!));
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return []; // Another file of that name, or one that is just being written: tasks do without.
        }
    }

    private static string Named(XElement reference)
    {
        var name = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        return name.Split('(')[0].Split('.', ':')[^1].Split('`')[0];
    }
}
