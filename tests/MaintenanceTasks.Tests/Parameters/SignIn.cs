using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Three items signed in with a password, which the test may make it betray.</summary>
[ContinueOn(typeof(TimeoutException))]
[SuppressMessage("Performance", "CA1812", Justification = "Tasks are made by the engine.")]
internal sealed class SignIn(SignIns signIns) : ListTask<string>, IValidatableObject
{
    [Required, Secret]
    public string Password { get; set; } = "";

    [Secret]
    public Uri? Server { get; set; }

    [Secret]
    public string Fallback { get; set; } = "the-default-secret";

    public string User { get; set; } = "ada";

    public override IReadOnlyList<string> Collection() => ["a", "b", "c"];

    public override void Process(string item)
    {
        signIns.Seen.Add($"{item} {User} {Password} {Server} {Fallback}");
        signIns.On(item, this);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (User == "nobody") yield return new ValidationResult($"{User} cannot sign in with {Password}.", [nameof(User)]);
    }

    protected internal override Task OnErroredAsync(RunError error, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"the callback knows {Password}");
}
