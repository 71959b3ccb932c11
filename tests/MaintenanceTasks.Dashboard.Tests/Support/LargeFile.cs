namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A temporary file of so many bytes.</summary>
internal sealed class LargeFile : IDisposable
{
    public LargeFile(long size)
    {
        using var file = File.OpenWrite(Path);
        file.SetLength(size);
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
