using System.Text;

namespace Blog;

/// <summary>The readable part of a post's address.</summary>
public static class Slug
{
    /// <summary>Lower-case letters and digits of a title, joined by dashes: <c>Hello, World!</c> becomes <c>hello-world</c>.</summary>
    public static string From(string prefix, string title)
    {
        var slug = new StringBuilder(prefix, prefix.Length + title.Length);
        var start = slug.Length;
        foreach (var letter in title)
        {
            if (char.IsLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > start && slug[^1] != '-') slug.Append('-');
        }

        if (slug.Length > start && slug[^1] == '-') slug.Length--;
        return slug.ToString();
    }
}
