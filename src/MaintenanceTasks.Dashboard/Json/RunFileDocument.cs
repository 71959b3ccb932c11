namespace MaintenanceTasks.Dashboard;

/// <summary>The file a run works on, as JSON.</summary>
/// <param name="Name">The name it was given with.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Rows">Or null when nobody knows.</param>
/// <param name="Sha256">Of the whole file, hexadecimal.</param>
/// <param name="Url">The path it is downloaded from.</param>
internal sealed record RunFileDocument(string Name, long Size, long? Rows, string Sha256, string Url)
{
    public static RunFileDocument Of(RunFile file, Links links) => new(file.Name, file.Size, file.Rows, file.Hash, links.RunFile(file.RunId ?? 0, file.StoredName));
}
