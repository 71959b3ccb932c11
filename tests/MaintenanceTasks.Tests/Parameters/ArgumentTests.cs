using System.ComponentModel.DataAnnotations;

using MaintenanceTasks.Tests.Tasks;

namespace MaintenanceTasks.Tests.Parameters;

public sealed class ArgumentTests
{
    [Fact]
    public void A_required_parameter_has_to_be_given()
    {
        var errors = ErrorsOf<Import>([]);
        Assert.Equal(["File", "Rows"], errors.Keys.Order());
        Assert.Equal("a value is required: text.", errors["File"]);
        Assert.StartsWith("a value is required: a whole number", errors["Rows"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void An_empty_value_of_a_required_parameter_is_none(string? text)
    {
        Assert.Equal(["File"], ErrorsOf<Import>(new() { ["File"] = text, ["Rows"] = "1" }).Keys);
    }

    [Fact, Ancestor("C019", "C020")]
    [Survives("S7")]
    public void An_unknown_name_is_refused_with_those_there_are()
    {
        var errors = ErrorsOf<Import>(new() { ["File"] = "a.csv", ["Rows"] = "1", ["Row"] = "2" });
        Assert.Equal("there is no such parameter; there are File, Rows, Mail, From, To.", errors["Row"]);
        Assert.Equal("there is no such parameter; the task has none.", ErrorsOf<Plain>(new() { ["x"] = "1" })["x"]);
    }

    [Fact]
    public void Names_are_exact() => Assert.Equal(["file", "File"], ErrorsOf<Import>(new() { ["file"] = "a.csv", ["Rows"] = "1" }).Keys);

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var refusal = Assert.Throws<InvalidArgumentsException>(() => Apply<Import>(new() { ["Rows"] = "many", ["Typo"] = "" }));
        Assert.Equal(["File", "Rows", "Typo"], refusal.Errors.Keys.Order());
        Assert.StartsWith("The arguments of Import are not valid. ", refusal.Message);
        Assert.All(refusal.Errors, error => Assert.Contains($"{error.Key}: {error.Value}", refusal.Message));
    }

    [Fact, Ancestor("C018")]
    public void Data_annotations_are_checked_all_at_once()
    {
        var errors = ErrorsOf<Import>(new() { ["File"] = "a.csv", ["Rows"] = "0", ["Mail"] = "nobody" });
        Assert.Equal(["Mail", "Rows"], errors.Keys.Order());
        Assert.Contains("between 1 and 100", errors["Rows"]);
    }

    [Fact]
    public void The_task_may_validate_itself_once_its_parts_are_valid()
    {
        var errors = ErrorsOf<Import>(new() { ["File"] = "a.csv", ["Rows"] = "1", ["From"] = "5", ["To"] = "3" });
        Assert.Equal("From must not be after To.", Assert.Single(errors).Value);
        Assert.Equal("", Assert.Single(errors).Key);
    }

    [Fact, Ancestor("C021")]
    public void Defaults_stay_where_nothing_is_given()
    {
        var task = Apply<Import>(new() { ["File"] = "a.csv", ["Rows"] = "3" });
        Assert.Equal(("a.csv", 3, null, 1, 9), (task.File, task.Rows, task.Mail, task.From, task.To));
        Assert.Equal(4, Apply<Import>(new() { ["File"] = "a.csv", ["Rows"] = "3", ["From"] = "4", ["To"] = "" }).From);
        Assert.Equal(9, Apply<Import>(new() { ["File"] = "a.csv", ["Rows"] = "3", ["To"] = "" }).To);
    }

    [Fact]
    public void A_setter_with_a_rule_of_its_own_is_heard() =>
        Assert.Equal("Expected an even number.", ErrorsOf<Picky>(new() { ["Even"] = "3" })["Even"]);

    [Fact]
    public void Text_may_be_empty_where_it_is_not_required() =>
        Assert.Equal("", Apply<Greeting>(new() { ["Text"] = "" }).Text);

    [Fact]
    public void Null_takes_a_nullable_default_away() => Assert.Null(Apply<Greeting>(new() { ["Times"] = null }).Times);

    [Fact]
    public void What_code_sets_is_read_as_arguments_without_nulls()
    {
        var arguments = TaskArguments.Read(new(typeof(Import)), new Import { File = "a.csv", Rows = 3 });
        Assert.Equal(new Dictionary<string, string?> { ["File"] = "a.csv", ["Rows"] = "3", ["From"] = "1", ["To"] = "9" }, arguments);
    }

    private static TTask Apply<TTask>(Dictionary<string, string?> arguments)
        where TTask : MaintenanceTask
    {
        var task = Activator.CreateInstance<TTask>();
        TaskArguments.Apply(new TaskDescriptor(typeof(TTask)), task, arguments);
        return task;
    }

    private static IReadOnlyDictionary<string, string> ErrorsOf<TTask>(Dictionary<string, string?> arguments)
        where TTask : MaintenanceTask => Assert.Throws<InvalidArgumentsException>(() => Apply<TTask>(arguments)).Errors;

    private sealed class Import : Doing, IValidatableObject
    {
        public required string File { get; set; }

        [Required, Range(1, 100)]
        public int Rows { get; set; }

        [EmailAddress]
        public string? Mail { get; set; }

        public int From { get; set; } = 1;

        public int To { get; set; } = 9;

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (From > To) yield return new ValidationResult("From must not be after To.");
        }
    }

    private sealed class Greeting : Doing
    {
        public string Text { get; set; } = "hello";

        public int? Times { get; set; } = 3;
    }

    private sealed class Picky : Doing
    {
        private int _even;

        public int Even
        {
            get => _even;
            set => _even = value % 2 == 0 ? value : throw new InvalidOperationException("Expected an even number.");
        }
    }

    private sealed class Plain : Doing;
}
