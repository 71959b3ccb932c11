using CsCheck;

namespace MaintenanceTasks;

/// <summary>Inputs that somebody made up: some hundreds in a test run, as many as <c>MT_FUZZ</c> says in a long one. CsCheck prints the seed of a failure.</summary>
internal static class Fuzz
{
    public static int Inputs(int usually) => int.TryParse(Environment.GetEnvironmentVariable("MT_FUZZ"), out var inputs) ? inputs : usually;

    /// <summary>Texts that look like stored positions, more or less.</summary>
    public static Gen<string> Cursors { get; } = Gen.OneOf(
        Gen.OneOfConst(
            "{", "}", "[", "]", ",", ":", "\"", "\"Id\"", "\"Id\":", "\"row\":", "\"line\":", "\"byte\":", "1", "-1", "3.5", "1e400",
            "9223372036854775808", "null", "true", "\"x\"", "{\"Id\":1}", "[{\"Id\":3},41]", "{\"Id\":1,\"Id\":2}", "{\"row\":1,\"line\":1,\"byte\":9}", " ", "\n", "\0", "\\u0000")
            .Array[0, 8].Select(parts => string.Concat(parts)),
        Gen.String[0, 30]);
}
