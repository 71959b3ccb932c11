using System.Globalization;
using System.Text;

namespace MaintenanceTasks;

/// <summary>Names of files: as given, without what a name should not have, and as stored.</summary>
internal static class RunFileNames
{
    private const int Longest = 400;
    private const int LongestTask = 300;

    /// <summary>The last part of a path of any system, without control characters, at most 400 characters.</summary>
    public static string Given(string name)
    {
        var last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var clean = string.Concat(last.Where(character => !char.IsControl(character)));
        return clean.Length <= Longest ? clean : clean[..Longest];
    }

    /// <summary>UTC time and task: <c>20261123T120542Z_import_posts.csv</c>.</summary>
    public static string Stored(DateTime at, string task, string extension)
    {
        var words = Words(task);
        return string.Create(
            CultureInfo.InvariantCulture, $"{at:yyyyMMdd'T'HHmmss'Z'}_{(words.Length <= LongestTask ? words : words[..LongestTask])}{extension}");
    }

    private static string Words(string task)
    {
        var words = new StringBuilder();
        for (var index = 0; index < task.Length; index++)
        {
            var character = task[index];
            if (!char.IsAsciiLetterOrDigit(character))
            {
                if (words.Length > 0 && words[^1] != '_') words.Append('_');
                continue;
            }

            if (char.IsAsciiLetterUpper(character) && words.Length > 0 && words[^1] != '_' && BeginsWord(task, index)) words.Append('_');
            words.Append(char.ToLowerInvariant(character));
        }

        return words.ToString().TrimEnd('_');
    }

    // "ImportCSVRows" has the words import, csv, rows.
    private static bool BeginsWord(string task, int index) =>
        !char.IsAsciiLetterUpper(task[index - 1]) || (index + 1 < task.Length && char.IsAsciiLetterLower(task[index + 1]));
}
