using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MaintenanceTasks;

internal sealed class CurrentRun : ICurrentRun
{
    private readonly List<string> _notes = [];
    private readonly List<string> _skips = [];
    private Run? _run;

    /// <summary>Hides the secrets of the run in what the task and its exceptions say.</summary>
    public SecretMask Mask { get; private set; } = SecretMask.None;

    public long Id => _run?.Id ?? 0;

    public Guid Token => _run?.Token ?? Guid.Empty;

    public string Task => _run?.Task ?? "";

    public string? StartedBy => _run?.StartedBy;

    public string? Scope { get; set; }

    public IReadOnlyDictionary<string, string> Metadata => _run?.Metadata ?? new Dictionary<string, string>();

    public void Attach(Run run, SecretMask? mask = null) => (_run, Mask) = (run, mask ?? SecretMask.None);

    public string IdempotencyKey(object item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var text = string.Create(CultureInfo.InvariantCulture, $"{_run?.Token:N}/{(Scope is null ? "" : Scope + "/")}{item}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    public void Note(string text) => _notes.Add(Mask.Apply(text));

    public void Skip(string reason) => _skips.Add(Mask.Apply(reason));

    public HoldException Hold(TimeSpan delay, string reason) => new(delay, Mask.Apply(reason));

    public CancelException Cancel(string reason) => new(Mask.Apply(reason));

    /// <summary>The reason why the item in hand was skipped, once; null when it was not.</summary>
    public string? TakeSkip()
    {
        if (_skips.Count == 0) return null;
        var reason = string.Join("; ", _skips);
        _skips.Clear();
        return reason;
    }

    public bool HasNotes => _notes.Count > 0;

    public IReadOnlyList<string> TakeNotes()
    {
        if (_notes.Count == 0) return [];
        string[] notes = [.. _notes];
        _notes.Clear();
        return notes;
    }
}
