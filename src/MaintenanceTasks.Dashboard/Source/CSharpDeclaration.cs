using System.Text.RegularExpressions;

namespace MaintenanceTasks.Dashboard;

/// <summary>Cuts the declaration of a class out of its file, with attributes and comments before it.</summary>
internal static class CSharpDeclaration
{
    /// <summary>Finds the declaration; null when the text does not have it.</summary>
    /// <param name="source">A C# file that compiles.</param>
    /// <param name="name">Name of the class, without namespace and type parameters.</param>
    public static string? Find(string source, string name)
    {
        var code = WithoutTexts(source);
        var found = Regex.Match(code, $@"\b(?:class|record(?:\s+class)?)\s+{Regex.Escape(name)}\b", RegexOptions.CultureInvariant);
        if (!found.Success || End(code, found.Index) is not { } end) return null;
        var begin = Begin(code, found.Index);
        while (char.IsWhiteSpace(source[begin])) begin++;
        while (begin > 0 && source[begin - 1] is ' ' or '\t') begin--; // the first line keeps its indentation
        return source[begin..end];
    }

    /// <summary>The same text with blanks in place of comments and strings, so that every brace left is one of the language.</summary>
    private static string WithoutTexts(string source) => string.Concat(CSharpTokens.Of(source).Select(token =>
        token.Kind is SourceTokenKind.Comment or SourceTokenKind.Text ? new string(' ', token.Text.Length) : token.Text));

    /// <summary>Behind what stands before the declaration.</summary>
    private static int Begin(string code, int declaration)
    {
        var depth = 0;
        for (var at = declaration - 1; at >= 0; at--)
        {
            if (code[at] is ']' or ')') depth++;
            else if (code[at] is '[' or '(') depth--;
            else if (depth == 0 && code[at] is ';' or '{' or '}') return at + 1;
        }

        return 0;
    }

    private static int? End(string code, int declaration)
    {
        var depth = 0;
        for (var at = declaration; at < code.Length; at++)
        {
            if (code[at] is '(' or '[' or '{') depth++;
            else if (code[at] is ')' or ']' or '}' && --depth == 0 && code[at] == '}') return at + 1;
            else if (code[at] == ';' && depth == 0) return at + 1;
        }

        return null;
    }
}
