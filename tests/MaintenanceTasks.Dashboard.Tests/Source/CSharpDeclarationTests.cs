namespace MaintenanceTasks.Dashboard.Tests;

public sealed class CSharpDeclarationTests
{
    [Theory]
    [InlineData("class A { }\nclass B { int x; }\nclass C { }", "class B { int x; }")]
    [InlineData("class A\n{\n    class B\n    {\n    }\n}", "    class B\n    {\n    }")]
    [InlineData("using X;\n\nnamespace Y;\n\n/// <summary>It's B; a } too.</summary>\n[Z(new[] { 1 }, \"}\")]\npublic sealed class B(int a) : C(new() { D = a }) { }\n", "/// <summary>It's B; a } too.</summary>\n[Z(new[] { 1 }, \"}\")]\npublic sealed class B(int a) : C(new() { D = a }) { }")]
    [InlineData("public record B(int X);\nclass C;", "public record B(int X);")]
    [InlineData("class B<T> where T : C { string s = \"{\"; char c = '}'; } // end", "class B<T> where T : C { string s = \"{\"; char c = '}'; }")]
    [InlineData("// class B { }\nclass BC { }\nclass B : BC;", "class B : BC;")]
    public void The_declaration_is_cut_out_with_what_belongs_to_it(string source, string expected) =>
        Assert.Equal(expected, CSharpDeclaration.Find(source, "B"));

    [Theory]
    [InlineData("class A { }")]
    [InlineData("// class B { }")]
    [InlineData("class B {")]
    public void What_is_not_there_or_has_no_end_is_not_found(string source) => Assert.Null(CSharpDeclaration.Find(source, "B"));
}
