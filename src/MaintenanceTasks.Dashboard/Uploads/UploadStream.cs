using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MaintenanceTasks.Dashboard;

/// <summary>The bytes of a file while it is sent. Refuses one that is empty or too large, and fields after it, which nobody would have read.</summary>
/// <param name="content">The part of the form.</param>
/// <param name="limit">At most so many bytes.</param>
/// <param name="parts">What reads the form, or null when it was read before.</param>
/// <param name="announced">At least so many bytes follow, as the client says; or null.</param>
internal sealed class UploadStream(Stream content, long limit, MultipartReader? parts = null, long? announced = null) : Stream
{
    private long _read;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The size is known when the file has arrived.");

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException("A file that arrives is read once.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (announced > limit) throw TooLarge();
        try
        {
            var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _read += read;
            if (_read > limit) throw TooLarge();
            if (read == 0 && !buffer.IsEmpty && !_ended) await EndAsync(cancellationToken).ConfigureAwait(false);
            return read;
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new InvalidDataException($"The upload broke off after {Wording.Size(_read)}.", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A file that arrives is read once.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("An upload is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An upload is only read.");

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        _ended = true;
        if (_read == 0) throw new UploadRefusedException(StatusCodes.Status422UnprocessableEntity, "The file is empty. Choose one that has something in it.");
        if (parts is not null && await parts.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } next)
        {
            throw new InvalidDataException($"Expected the file as the last field of the form, found after it: {next.ContentDisposition}");
        }
    }

    private UploadRefusedException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The file is larger than {Wording.Size(limit)}, which is the most that may be uploaded here. Split it, start the run from the command line, or raise MaxUploadSize.");
}
