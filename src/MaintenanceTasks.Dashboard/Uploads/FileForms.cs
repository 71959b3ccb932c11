using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// Reads the fields of a form with a file up to the file, which is the last of them, and leaves the file to be read while it
/// arrives: nothing of it is held in memory or in a temporary file, and nothing of it is read before the token has been checked.
/// </summary>
internal sealed class FileForms(IServiceProvider services)
{
    private const int MostFields = 1024;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    public long MaxUploadSize => services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value.MaxUploadSize;

    public async ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;

        // A middleware of the host may have read the form already; then the file is where that has put it.
        if (BoundaryOf(context.Request) is { } boundary && context.Features.Get<IFormFeature>()?.Form is null)
        {
            await ReadAsync(context, boundary).ConfigureAwait(false);
        }

        return await next(invocation).ConfigureAwait(false);
    }

    /// <summary>The file that was sent, or null when none was chosen.</summary>
    public Upload? UploadOf(HttpContext context, IFormCollection form) => context.Features.Get<Upload>()
        ?? (form.Files.GetFile(StartForm.FileField) is { FileName.Length: > 0 } buffered
            ? new Upload(buffered.FileName, new UploadStream(buffered.OpenReadStream(), MaxUploadSize))
            : null);

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return null;
        return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary ? boundary.Value : throw new InvalidDataException("Expected a boundary of 1 to 70 characters in the form.")
            : null;
    }

    private async Task ReadAsync(HttpContext context, string boundary)
    {
        // The limit of the server is meant for bodies that are held in memory; the file has one of its own.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        var parts = new MultipartReader(boundary, context.Request.Body, BufferSize);
        var fields = new KeyValueAccumulator();
        try
        {
            for (var left = MostBytes; await parts.ReadNextSectionAsync(context.RequestAborted).ConfigureAwait(false) is { } part;)
            {
                if (part.AsFileSection() is { FileName.Length: > 0 } file)
                {
                    var announced = context.Request.ContentLength - MostBytes - BufferSize;
                    context.Features.Set(new Upload(file.FileName, new UploadStream(part.Body, MaxUploadSize, parts, announced)));
                    break;
                }

                if (part.AsFormDataSection() is not { } field) continue;
                if (fields.ValueCount >= MostFields) throw new InvalidDataException($"Expected at most {MostFields} fields in the form, found more.");
                var value = await TextAsync(part.Body, left, context.RequestAborted).ConfigureAwait(false);
                left -= value.Length;
                fields.Append(field.Name, value);
            }
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new InvalidDataException("The form ends before it is complete.", exception);
        }

        context.Features.Set<IFormFeature>(new FormFeature(new FormCollection(fields.GetResults())));
    }

    private static async Task<string> TextAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (text.Length + read > most) throw new InvalidDataException($"Expected at most {MostBytes} bytes in the fields of the form, found more.");
            text.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
