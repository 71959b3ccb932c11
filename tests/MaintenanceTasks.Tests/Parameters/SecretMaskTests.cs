using System.Text.Json;
using MaintenanceTasks.Tests.Tasks;

namespace MaintenanceTasks.Tests.Parameters;

public sealed class SecretMaskTests
{
    private const string Secret = "p/ss w&rd \"ü\"";

    [Fact]
    public void A_secret_is_taken_out_as_it_is_and_as_it_stands_in_addresses_and_in_json()
    {
        var mask = Mask(Secret);
        Assert.Equal("the key •••••• is wrong", mask.Apply($"the key {Secret} is wrong"));
        Assert.Equal("the key •••••• is wrong", mask.Apply($"the key {Secret.ToUpperInvariant()} is wrong"));
        Assert.Equal("GET /?key=••••••&x", mask.Apply($"GET /?key={Uri.EscapeDataString(Secret)}&x"));
        Assert.Equal("""{"key":"••••••"}""", mask.Apply(JsonSerializer.Serialize(new Dictionary<string, string> { ["key"] = Secret })));
    }

    [Fact]
    public void The_lines_of_a_secret_are_taken_out_one_by_one() =>
        Assert.Equal("bad line •••••• of -----", Mask("-----\r\nMIIEvQIBADANBg\nkqhkiG9w0BAQ\n-----").Apply("bad line kqhkiG9w0BAQ of -----"));

    [Fact]
    public void A_secret_within_another_leaves_nothing_of_the_longer_one()
    {
        var descriptor = new TaskDescriptor(typeof(Two));
        var mask = SecretMask.Of(descriptor, new Dictionary<string, string?> { ["First"] = "abc", ["Second"] = "abcdef" }, null);
        Assert.Equal("•••••• ••••••", mask.Apply("abcdef abc"));
    }

    [Fact]
    public void Without_secrets_an_exception_stays_the_same()
    {
        var exception = new InvalidOperationException("plain");
        Assert.Same(exception, SecretMask.None.Apply(exception));
        Assert.Same(exception, Mask(Secret).Apply(exception));
        Assert.Same(exception, Mask("").Apply(exception));
    }

    [Fact]
    public void An_exception_is_masked_with_its_inner_ones_and_keeps_the_name_of_its_type()
    {
        var masked = Mask(Secret).Apply(new InvalidOperationException("outer", new FormatException($"inner {Secret}")));
        Assert.Equal("outer", masked.Message);
        Assert.Equal("System.InvalidOperationException", Assert.IsType<MaskedException>(masked).OriginalType);
        Assert.Contains("System.FormatException: inner ••••••", masked.ToString());
        Assert.DoesNotContain(Secret, masked.ToString());
        Assert.Null(masked.InnerException);
    }

    private static SecretMask Mask(string secret) =>
        SecretMask.Of(new TaskDescriptor(typeof(Two)), new Dictionary<string, string?> { ["First"] = secret }, null);

    private sealed class Two : Doing
    {
        [Secret]
        public string? First { get; set; }

        [Secret]
        public string? Second { get; set; }
    }
}
