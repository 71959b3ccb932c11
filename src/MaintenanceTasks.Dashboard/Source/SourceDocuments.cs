using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MaintenanceTasks.Dashboard;

/// <summary>Finds the source files a class was compiled from: its portable PDB, beside the assembly or inside it, names them.</summary>
internal static class SourceDocuments
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Kind of the record that names the files of a class in which no method has a body (Portable PDB specification).</summary>
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <summary>The source files of a class, the one with <c>Process</c> first; none when there is no PDB.</summary>
    public static IReadOnlyList<SourceDocument> Of(Type type)
    {
        if (type.Assembly.IsDynamic || type.Assembly.Location is not { Length: > 0 } path) return [];
        using var image = new PEReader(File.OpenRead(path));
        if (!image.TryOpenAssociatedPortablePdb(path, pdb => File.Exists(pdb) ? File.OpenRead(pdb) : null, out var symbols, out _)) return [];
        using (symbols)
        {
            var reader = symbols!.GetMetadataReader();
            return [.. Methods(type).SelectMany(method => Of(reader, method)).Concat(WithoutBodies(reader, type)).Distinct().Select(handle => SourceDocument.Read(reader, handle))];
        }
    }

    /// <summary>The body of an async method is in a nested type of the compiler's.</summary>
    private static IOrderedEnumerable<MethodBase> Methods(Type type) => type.GetNestedTypes(Declared).Prepend(type)
        .SelectMany(part => part.GetMembers(Declared)).OfType<MethodBase>()
        .OrderByDescending(method => method.Name.StartsWith("Process", StringComparison.Ordinal)
            || method.DeclaringType!.Name.StartsWith("<Process", StringComparison.Ordinal));

    private static IEnumerable<DocumentHandle> Of(MetadataReader reader, MethodBase method) => reader
        .GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF))
        .GetSequencePoints().Select(point => point.Document).Where(document => !document.IsNil);

    private static IEnumerable<DocumentHandle> WithoutBodies(MetadataReader reader, Type type)
    {
        foreach (var handle in reader.GetCustomDebugInformation(MetadataTokens.TypeDefinitionHandle(type.MetadataToken & 0xFFFFFF)))
        {
            var information = reader.GetCustomDebugInformation(handle);
            if (reader.GetGuid(information.Kind) != TypeDocuments) continue;
            var rows = reader.GetBlobReader(information.Value);
            while (rows.RemainingBytes > 0) yield return MetadataTokens.DocumentHandle(rows.ReadCompressedInteger());
        }
    }
}
