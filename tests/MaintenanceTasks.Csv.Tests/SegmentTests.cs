using System.Globalization;
using System.Text;
using CsCheck;
using CsvHelper;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Wherever a file is cut, and whatever was parsed before, its rows are the ones CsvHelper finds in the whole.</summary>
public sealed class SegmentTests
{
    private static readonly Gen<string[]> Pieces =
        Gen.OneOfConst("a", "b\n", "c,d\n", "\"", "\"\"", ",", ";;", ";", " ", "#", "\n", "\r\n", "\r", "\"e,\nf\"\n", "\"g\",h\r\n", "\"ä\"\"x\"\n")
            .Array[0, 5].Select(string.Concat).Array[1, 8];

    private static readonly Gen<CsvOptions> Options = Gen.Select(
        Gen.OneOfConst(",", ";;"), Gen.OneOfConst<char?>('"', '"', null), Gen.OneOfConst<char?>('#', null), Gen.Bool,
        (delimiter, quote, comment, trim) => new CsvOptions { HasHeader = false, Delimiter = delimiter, Quote = quote, Comment = comment, Trim = trim });

    [Fact]
    [Survives("S11")]
    public void Rows_do_not_depend_on_where_a_file_is_cut() => Gen.Select(Pieces, Options).Sample(
        (pieces, options) => Assert.Equal(Whole(string.Concat(pieces), options), Cut(pieces, options)),
        iter: Fuzz.Inputs(20_000), threads: 1);

    private static List<string> Whole(string text, CsvOptions options)
    {
        using var csv = new CsvReader(new StringReader(text), CsvFiles.Configuration(options));
        List<string> rows = [];
        try
        {
            while (csv.Read()) rows.Add($"{string.Join('|', csv.Parser.Record!)} to {csv.Parser.CharCount}");
        }
        catch (Exception exception) when (IsOfParser(exception))
        {
            rows.Add("cannot be read");
        }

        return rows;
    }

    private static List<string> Cut(string[] pieces, CsvOptions options)
    {
        var table = new CsvTable { Name = "t.csv", Content = Stream.Null, Encoding = Encoding.UTF8, Begin = default };
        using var parser = new CsvSegmentParser<string[]>(table, options, _ => { });
        List<string> rows = [];
        CsvSegment? before = null;
        var (begin, passed) = (0, 0);
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            var segment = new CsvSegment { Text = pieces[piece].AsMemory(), Start = default, IsLast = piece == pieces.Length - 1 };

            // Parsed by itself first, as if the one before had ended with a row.
            Read(parser, segment, 0, []);
            if (before is not null) segment = segment.Behind(before.From(passed, Encoding.UTF8));
            if (!Read(parser, segment, begin, rows)) break;
            (before, passed) = (segment, parser.Passed);
            begin += passed;
        }

        return rows;
    }

    private static bool Read(CsvSegmentParser<string[]> parser, CsvSegment segment, int begin, List<string> rows)
    {
        try
        {
            parser.Begin(segment);
            while (parser.TryRead(out var row)) rows.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join('|', row.Value)} to {begin + row.End}"));
            return true;
        }
        catch (Exception exception) when (exception is CsvFileException || IsOfParser(exception))
        {
            rows.Add("cannot be read");
            return false;
        }
    }

    // CsvHelper throws the latter where a file ends within a delimiter of several characters.
    private static bool IsOfParser(Exception exception) => exception is CsvHelperException or ArgumentOutOfRangeException;
}
