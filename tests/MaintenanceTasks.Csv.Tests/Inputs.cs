using System.Text;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Files for tests.</summary>
internal static class Inputs
{
    public static StartOptions Of(string text, Encoding? encoding = null) => Of((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public static StartOptions WithMark(string text, Encoding encoding) => Of([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

    public static StartOptions Of(byte[] bytes) => new() { File = new InputFile(new MemoryStream(bytes), "posts.csv") };

    public static string Posts(int count) => "Id,Title,Score\n" + string.Concat(Enumerable.Range(1, count).Select(id => $"{id},post {id},{id}.5\n"));
}
