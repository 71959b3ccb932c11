using System.Globalization;
using CsCheck;
using CsvHelper;
using CsvHelper.Configuration;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>The limit of a field is the one of CsvHelper, found without asking at each character.</summary>
public sealed class FieldLimitTests
{
    private static readonly Gen<string> Rows =
        Gen.OneOfConst("a", "bc", "\"", "\"\"", ",", ",", " ", "#", "\n", "\r\n", "\r", "\"a,\nb\"").Array[0, 20].Select(string.Concat);

    [Fact]
    [Survives("S11")]
    public void A_row_has_a_field_that_is_too_long_when_CsvHelper_says_so() => Gen.Select(Rows, Gen.Int[1, 6], Gen.Int[1, 5], Gen.OneOfConst(",", "a,")).Sample(
        (text, most, piece, delimiter) =>
        {
            var options = new CsvOptions { Delimiter = delimiter, Comment = '#', MaxFieldLength = most };
            Assert.Equal(AsCsvHelper(text, options), AsLimit(text, options, piece));
        },
        iter: Fuzz.Inputs(20_000));

    /// <summary>In which row, by where it begins, the parser finds a field that is too long; -1 when in none.</summary>
    private static long AsCsvHelper(string text, CsvOptions options)
    {
        using var parser = new CsvParser(new StringReader(text), Configuration(options, options.MaxFieldLength));
        var begin = 0L;
        try
        {
            while (parser.Read()) begin = parser.CharCount;
            return -1;
        }
        catch (MaxFieldSizeException)
        {
            return begin;
        }
    }

    /// <summary>The same by the limit, which gets to know each row in pieces.</summary>
    private static long AsLimit(string text, CsvOptions options, int piece)
    {
        var limit = new FieldLimit(options);
        using var parser = new CsvParser(new StringReader(text), Configuration(options, 0));
        for (var begin = 0; ;)
        {
            var more = parser.Read();
            var end = (int)parser.CharCount;
            for (var known = begin + piece; known < end; known += piece)
            {
                if (limit.IsExceeded(begin, text.AsSpan(begin, known - begin))) return begin;
            }

            if (limit.IsExceeded(begin, text.AsSpan(begin, end - begin))) return begin;
            if (!more) return -1;
            begin = end;
        }
    }

    private static CsvConfiguration Configuration(CsvOptions options, int most) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = options.Delimiter,
        AllowComments = true,
        MaxFieldSize = most,
        BadDataFound = null,
    };
}
