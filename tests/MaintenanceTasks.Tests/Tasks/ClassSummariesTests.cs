using System.Xml.Linq;
using MaintenanceTasks.Tests.Execution;

namespace MaintenanceTasks.Tests.Tasks;

public sealed class ClassSummariesTests
{
    [Fact]
    public void A_class_is_described_by_the_summary_of_its_documentation() =>
        Assert.Equal("An in-memory store that fails when told to.", new ClassSummaries().Of(typeof(FaultyStore)));

    [Fact]
    public void A_class_without_documentation_has_no_summary()
    {
        Assert.Null(new ClassSummaries().Of(typeof(ClassSummariesTests)));
        Assert.Null(new ClassSummaries().Of(typeof(string)));
    }

    [Fact]
    public void A_task_is_described_by_its_attribute_before_its_documentation()
    {
        var catalog = new TaskCatalog([typeof(Described), typeof(Documented)]);
        Assert.Equal("By its attribute.", catalog.Get("Described").Summary);
        Assert.Equal("By its documentation, and by none of its attributes.", catalog.Get("Documented").Summary);
    }

    [Theory]
    [InlineData("<summary>\n  Sets  the\n  slug.\n</summary>", "Sets the slug.")]
    [InlineData("<summary>Of <see cref=\"T:A.B.Post`1\"/> and <see langword=\"null\"/>, <c>x &lt; y</c>.</summary>", "Of Post and null, x < y.")]
    [InlineData("<summary><para>One.</para> <para>Two <paramref name=\"p\"/>.</para></summary>", "One. Two p.")]
    public void Its_text_is_plain(string xml, string expected) => Assert.Equal(expected, ClassSummaries.Text(XElement.Parse(xml, LoadOptions.PreserveWhitespace)));

    /// <summary>Not by this.</summary>
    [System.ComponentModel.Description("By its attribute.")]
    public sealed class Described : OneOffTask
    {
        /// <inheritdoc/>
        public override void Process()
        {
        }
    }

    /// <summary>By its documentation, and by <b>none</b> of its attributes.</summary>
    public sealed class Documented : OneOffTask
    {
        /// <inheritdoc/>
        public override void Process()
        {
        }
    }
}
