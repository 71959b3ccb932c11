using System.Text;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A form with a file as browsers write it: names in quotes and UTF-8, whatever they contain.</summary>
internal static class BrowserForm
{
    public const string FileField = "input-file";

    public static MultipartContent Of(params IEnumerable<HttpContent> parts)
    {
        var form = new MultipartContent("form-data") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var part in parts) form.Add(part);
        return form;
    }

    public static HttpContent Field(string name, string value)
    {
        var part = new StringContent(value);
        part.Headers.ContentType = null;
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
        return part;
    }

    /// <summary>A file; without a name it is the part of a field in which none was chosen.</summary>
    public static HttpContent File(HttpContent content, string name, string type = "application/octet-stream")
    {
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{FileField}\"; filename=\"{name}\"");
        return content;
    }
}
