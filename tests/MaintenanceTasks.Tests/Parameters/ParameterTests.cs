using System.Globalization;

using System.Numerics;
using MaintenanceTasks.Tests.Tasks;

namespace MaintenanceTasks.Tests.Parameters;

public sealed class ParameterTests
{
    private static readonly TaskDescriptor Task = new(typeof(EveryType));

    public static TheoryData<string, string, string> Texts => new()
    {
        { "Text", " as it is ", " as it is " },
        { "Flag", "true", "true" },
        { "Flag", "ON", "true" },
        { "Flag", "0", "false" },
        { "Tiny", "255", "255" },
        { "Small", "-32768", "-32768" },
        { "Whole", " 42 ", "42" },
        { "Big", "9223372036854775807", "9223372036854775807" },
        { "Single", "1.5", "1.5" },
        { "Double", "-1.25e3", "-1250" },
        { "Money", "1234.5600", "1234.5600" },
        { "Day", "2026-12-31", "2026-12-31" },
        { "Hour", "23:59", "23:59:00" },
        { "Hour", "23:59:01.5", "23:59:01.5" },
        { "Moment", "2026-12-31T23:59", "2026-12-31T23:59:00.0000000Z" },
        { "Moment", "2026-12-31 23:59:00+01:00", "2026-12-31T22:59:00.0000000Z" },
        { "Moment", "2026-12-31T23:59:01.1234567Z", "2026-12-31T23:59:01.1234567Z" },
        { "Moment", "2026-12-31", "2026-12-31T00:00:00.0000000Z" },
        { "Zoned", "2026-12-31T23:59+01:00", "2026-12-31T23:59:00.0000000+01:00" },
        { "Zoned", "2026-12-31T23:59:00Z", "2026-12-31T23:59:00.0000000+00:00" },
        { "Zoned", "2026-12-31T23:59", "2026-12-31T23:59:00.0000000+00:00" },
        { "Letter", " ", " " },
        { "Letter", "ä", "ä" },
        { "Signed", "-128", "-128" },
        { "UShort", "65535", "65535" },
        { "UInt", "4294967295", "4294967295" },
        { "ULong", "18446744073709551615", "18446744073709551615" },
        { "Huge", "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728" },
        { "UHuge", "340282366920938463463374607431768211455", "340282366920938463463374607431768211455" },
        { "Boundless", "123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789012345" },
        { "Rough", "0.5", "0.5" },
        { "Address", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d" },
        { "Days", "friday, Monday", "Monday, Friday" },
        { "Days", "0", "None" },
        { "MaybeLetter", "x", "x" },
        { "MaybeMoment", "2026-12-31T23:59Z", "2026-12-31T23:59:00.0000000Z" },
        { "Span", "1.02:03:04", "1.02:03:04" },
        { "Key", "0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e" },
        { "Color", "green", "Green" },
        { "Maybe", "7", "7" },
        { "MaybeColor", "Red", "Red" },
    };

    public static TheoryData<string, string, string> Misfits => new()
    {
        { "Flag", "perhaps", "true or false" },
        { "Tiny", "256", "a whole number from 0 to 255" },
        { "Whole", "1.5", "a whole number from -2147483648 to 2147483647" },
        { "Whole", "1,000", "a whole number" },
        { "Double", "1,5", "a number such as 1.5" },
        { "Money", "1,5", "a number such as 1.5" },
        { "Money", "1.234,56", "a number such as 1.5" },
        { "Day", "31.12.2026", "a date such as 2026-12-31" },
        { "Day", "01/02/2026", "a date such as 2026-12-31" },
        { "Day", "2026-02-30", "a date such as 2026-12-31" },
        { "Hour", "25:00", "a time such as 23:59" },
        { "Moment", "01/02/2026 10:00", "a date and time such as 2026-12-31T23:59" },
        { "Zoned", "31.12.2026 23:59", "a date and time such as 2026-12-31T23:59 (taken in UTC) or 2026-12-31T23:59+01:00" },
        { "Moment", "0001-01-01T00:00+23:00", "a date and time such as" },
        { "Letter", "ab", "one character" },
        { "Signed", "128", "a whole number from -128 to 127" },
        { "UInt", "-1", "a whole number from 0 to 4294967295" },
        { "Boundless", "1.5", "a whole number" },
        { "Address", "/relative", "an address such as https://example.org/path" },
        { "Address", "example.org", "an address such as https://example.org/path" },
        { "Days", "Monday, Someday", "one of None, Monday, Friday, or several with commas" },
        { "Days", "1", "one of None, Monday, Friday" },
        { "Span", "soon", "a duration such as 01:30:00" },
        { "Key", "17", "a GUID" },
        { "Color", "Blue", "one of Red, Green" },
        { "Color", "1", "one of Red, Green" },
        { "Maybe", "seven", "a whole number" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_value_is_read_and_written_the_same_in_every_culture(string name, string text, string written)
    {
        foreach (var culture in (string[])["", "de-DE", "fr-FR", "ar-SA"])
        {
            In(culture, () =>
            {
                var task = new EveryType();
                TaskArguments.Apply(Task, task, new Dictionary<string, string?> { [name] = text });
                var back = TaskArguments.Read(Task, task);
                Assert.Equal(written, back[name]);

                var again = new EveryType();
                TaskArguments.Apply(Task, again, back);
                Assert.Equal(Task.Parameter(name)!.Get(task), Task.Parameter(name)!.Get(again));
            });
        }
    }

    [Theory, MemberData(nameof(Misfits))]
    public void A_value_that_does_not_fit_says_what_was_expected_and_what_was_found(string name, string text, string expected)
    {
        foreach (var culture in (string[])["", "de-DE"])
        {
            In(culture, () =>
            {
                var refusal = Assert.Throws<InvalidArgumentsException>(
                    () => TaskArguments.Apply(Task, new EveryType(), new Dictionary<string, string?> { [name] = text }));
                Assert.StartsWith($"expected {expected}", refusal.Errors[name]);
                Assert.EndsWith($"found '{text}'.", refusal.Errors[name]);
                Assert.Contains($"{name}: expected", refusal.Message);
            });
        }
    }

    [Fact, Ancestor("C238")]
    public void Parameters_come_in_order_of_declaration_base_classes_first()
    {
        var names = new TaskDescriptor(typeof(Derived)).Parameters.Select(parameter => parameter.Name);
        Assert.Equal(["Zebra", "Apple", "Middle"], names);
    }

    [Fact]
    [Survives("S7")]
    public void Only_public_settable_properties_are_parameters() =>
        Assert.Equal(["Seen"], new TaskDescriptor(typeof(Selective)).Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void Nullability_and_choices_are_known()
    {
        Assert.Equal(
            ["Text", "Address", "Maybe", "MaybeColor", "MaybeLetter", "MaybeMoment"],
            Task.Parameters.Where(parameter => parameter.IsNullable).Select(parameter => parameter.Name));
        Assert.Equal(["Red", "Green"], Task.Parameter("Color")!.Choices);
        Assert.Equal(["Red", "Green"], Task.Parameter("MaybeColor")!.Choices);
        Assert.Empty(Task.Parameter("Whole")!.Choices);
    }

    [Fact]
    public void A_property_that_cannot_be_a_parameter_is_refused_by_name_and_type()
    {
        var refusal = Assert.Throws<TaskNotUsableException>(() => new TaskDescriptor(typeof(Unusable)));
        Assert.Contains("Unusable.Version has type Version", refusal.Message);
    }

    [Fact]
    public void The_hash_of_the_parameters_changes_with_names_types_and_requiredness()
    {
        string[] hashes = [.. new[] { typeof(HashA), typeof(HashB), typeof(HashC), typeof(HashD) }.Select(type => new TaskDescriptor(type).ParameterHash)];
        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(hashes[0], new TaskDescriptor(typeof(HashA)).ParameterHash);
    }

    private static void In(string culture, Action act)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private enum Color
    {
        Red,
        Green,
    }

    [Flags]
    private enum Days
    {
        None = 0,
        Monday = 1,
        Friday = 2,
    }

    private sealed class EveryType : Doing
    {
        public string? Text { get; set; }

        public bool Flag { get; set; }

        public byte Tiny { get; set; }

        public short Small { get; set; }

        public int Whole { get; set; }

        public long Big { get; set; }

        public float Single { get; set; }

        public double Double { get; set; }

        public decimal Money { get; set; }

        public DateOnly Day { get; set; }

        public TimeOnly Hour { get; set; }

        public DateTime Moment { get; set; }

        public DateTimeOffset Zoned { get; set; }

        public TimeSpan Span { get; set; }

        public Guid Key { get; set; }

        public Color Color { get; set; }

        public char Letter { get; set; }

        public sbyte Signed { get; set; }

        public ushort UShort { get; set; }

        public uint UInt { get; set; }

        public ulong ULong { get; set; }

        public Int128 Huge { get; set; }

        public UInt128 UHuge { get; set; }

        public BigInteger Boundless { get; set; }

        public Half Rough { get; set; }

        public Uri? Address { get; set; }

        public Days Days { get; set; }

        public int? Maybe { get; set; }

        public Color? MaybeColor { get; set; }

        public char? MaybeLetter { get; set; }

        public DateTime? MaybeMoment { get; set; }
    }

    private class Base : Doing
    {
        public int Zebra { get; set; }

        public int Apple { get; set; }
    }

    private sealed class Derived : Base
    {
        public int Middle { get; set; }
    }

    private sealed class Selective : Doing
    {
        public int Seen { get; init; }

        public int Computed => Seen;

        public int Guarded { get; private set; } = 1;

        internal int Hidden { get; set; } = 1;

        public static int Shared { get; set; }
    }

    private sealed class Unusable : Doing
    {
        public Version? Version { get; set; }
    }

    private sealed class HashA : Doing
    {
        public int One { get; set; }
    }

    private sealed class HashB : Doing
    {
        public long One { get; set; }
    }

    private sealed class HashC : Doing
    {
        public int Two { get; set; }
    }

    private sealed class HashD : Doing
    {
        public required int One { get; set; }
    }
}
