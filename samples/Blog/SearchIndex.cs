using System.Globalization;
using System.Text;

namespace Blog;

/// <summary>Stands for a system outside the database: a file of numbers, one a line.</summary>
internal static class SearchIndex
{
    // Unbuffered: what was appended is in the file even when the process is killed right after. Shared: another worker may
    // take over while this one is frozen with the file open.
    public static void Append(string path, int id)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture) + "\n"));
    }
}
