using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace MaintenanceTasks.Dashboard;

/// <summary>Cuts C# into what is coloured alike. Together the tokens are the text again, character by character.</summary>
internal static partial class CSharpTokens
{
    private static readonly FrozenSet<string> Keywords = """
        abstract and as async await base bool break byte case catch char checked class const continue decimal default delegate do double
        else enum event explicit extern false finally fixed float for foreach get goto if implicit in init int interface internal is lock
        long nameof namespace new not null object operator or out override params partial private protected public readonly record ref
        required return sbyte sealed set short sizeof stackalloc static string struct switch this throw true try typeof uint ulong
        unchecked unsafe ushort using var virtual void volatile when where while with yield
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<SourceToken> Of(string source)
    {
        var told = 0;
        foreach (Match found in Pattern().Matches(source))
        {
            var kind = KindOf(found);
            if (kind == SourceTokenKind.Plain) continue;
            if (found.Index > told) yield return new SourceToken(source[told..found.Index], SourceTokenKind.Plain);
            yield return new SourceToken(found.Value, kind);
            told = found.Index + found.Length;
        }

        if (told < source.Length) yield return new SourceToken(source[told..], SourceTokenKind.Plain);
    }

    private static SourceTokenKind KindOf(Match found) =>
        found.Groups["comment"].Success ? SourceTokenKind.Comment
        : found.Groups["text"].Success ? SourceTokenKind.Text
        : found.Groups["number"].Success ? SourceTokenKind.Number
        : Keywords.Contains(found.Value) ? SourceTokenKind.Keyword
        : found.Value[0] == '_' ? SourceTokenKind.Field
        : char.IsUpper(found.Value[0]) ? SourceTokenKind.Name
        : SourceTokenKind.Plain;

    [GeneratedRegex(
        """
          (?<comment> //[^\n]* | /\*.*?\*/ | (?<=^[ \t]*)\#[^\n]* )
        | (?<text> (?: @\$? | \$@ )" (?: [^"] | "" )* "
                 | \$*(?<quotes>"{3,}) .*? \k<quotes>(?!")
                 | \$" (?: [^"\\\n{] | \\. | \{\{ | \{ (?: [^{}"\n] | "(?:[^"\\\n]|\\.)*" )* \} )* "
                 | " (?: [^"\\\n] | \\. )* "
                 | ' (?: [^'\\\n] | \\[^\n][^'\n]{0,8} ) ' )
        | (?<number> \b\d(?:\w|\.\d)* )
        | (?<word> @?[\p{L}_]\w* )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
