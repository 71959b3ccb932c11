using System.ComponentModel.DataAnnotations;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>
/// A task with a secret, that tells it wherever it can: in a note, a skip, an error, a callback. Generic, so that only the hosts that name it have
/// it: all others would need data protection.
/// </summary>
/// <typeparam name="T">Anything.</typeparam>
[TaskName("SignIn"), AllowConcurrentRuns, OutsideEffects]
public sealed class SignIn<T>(Passwords passwords) : ListTask<int>, IValidatableObject
{
    [Required, Secret]
    public string Password { get; set; } = "";

    [Secret, DataType(DataType.MultilineText)]
    public string? Certificate { get; set; }

    [Secret]
    public string Fallback { get; set; } = "built-in-fallback";

    public string User { get; set; } = "ada";

    public override IReadOnlyList<int> Collection() => [1, 2, 3, 4];

    public override void Process(int item)
    {
        Run.Note($"signing in with {Password}");
        if (item == 1) Run.Skip($"{Password} was used already");
        if (item == 2 && passwords.Refused.TryAdd(Password, true)) throw new UnauthorizedAccessException($"GET /?key={Uri.EscapeDataString(Password)}: {Password} is refused");
        if (item == 3) passwords.Accepted.Add(Password);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (User == "nobody") yield return new ValidationResult($"{User} has no password {Password}.", [nameof(User)]);
    }

    protected internal override Task OnErroredAsync(RunError error, CancellationToken cancellationToken) => throw new InvalidOperationException($"no mail about {Password}");
}
