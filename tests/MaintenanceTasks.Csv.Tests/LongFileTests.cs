using CsCheck;
using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Files of many segments, parsed by several threads or one by one: rows, numbers and lines are those of the file.</summary>
public sealed class LongFileTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Const("plain"),
        Gen.Int[1, 60].Select(lines => string.Concat(Enumerable.Repeat("he said \"\"no, 1,2\"\", and\nleft\r\n", lines))),
        Gen.Int[1, 4000].Select(length => new string('ä', length)));

    private static readonly Gen<Line> Lines = Gen.Frequency(
        (20, Texts.Select(text => new Line($",\"{text}\",1\n", true))),
        (1, Gen.Int[40_000, 150_000].Select(length => new Line($",\"{string.Concat(Enumerable.Repeat("ab\n", length / 3))}\",1\n", true))),
        (1, Gen.Const(new Line("x,no number,1\n", false))),
        (1, Gen.Const(new Line(",short\r\n", false))));

    [Fact]
    [Survives("S11")]
    public void Rows_and_their_places_are_found_wherever_segments_end() => Check<ImportGoodPosts>();

    [Fact]
    public void And_so_they_are_one_by_one() => Check<ImportGoodPostsInTurn>();

    private static void Check<TTask>()
        where TTask : CsvTask<PostRow> => Gen.Select(Lines.Array[50, 400], Gen.Int[0, 3], Gen.Int[1, 200]).Sample(
        (lines, interruptions, after) =>
        {
            var sink = new Sink();
            var text = "Id,Title,Score\n" + string.Concat(lines.Select((line, index) => $"{index}{line.Rest}"));
            var test = TaskTest.For<TTask>(sink).StartedWith(Inputs.Of(text));
            for (var count = 0; count < interruptions; count++) test.InterruptAfter(after);
#pragma warning disable xUnit1031 // CsCheck samples synchronously.
            var result = test.RunAsync().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
            Assert.Equal((RunStatus.Succeeded, lines.Length), (result.Status, (int)result.Ticks));
            Assert.Equal(Enumerable.Range(0, lines.Length).Where(index => lines[index].IsGood).Select(index => $"{index}"), sink.Lines);
            Assert.Equal(Enumerable.Range(0, lines.Length).Where(index => !lines[index].IsGood).Select(index => Place(lines, index)), result.Skipped.Select(item => item.Item));
        },
        iter: Fuzz.Inputs(30_000) / 1000, threads: 1);

    private static string Place(Line[] lines, int row) => $"row {row + 1}, line {2 + lines.Take(row).Sum(line => line.Rest.Count(character => character == '\n'))}";

    private sealed record Line(string Rest, bool IsGood);
}
