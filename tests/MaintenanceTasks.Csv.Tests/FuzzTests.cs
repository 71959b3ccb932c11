using CsCheck;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Csv.Tests;

/// <summary>Files and positions that nobody meant: an answer in words, or the rows that are there; never anything else.</summary>
public sealed class FuzzTests
{
    private static readonly Gen<byte[]> Files = Gen.OneOf(
        Gen.OneOfConst<byte[]>(
            [.. "x,y\n"u8], [.. "\""u8], [.. ","u8], [.. "\r\n"u8], [.. "\n"u8], [.. "\r"u8], [.. "a"u8], [.. "\"\""u8], [.. "#"u8], [0], [0xFF], [0xFE],
            [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xC3], [0xA4], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80])
            .Array[0, 30].Select(parts => parts.SelectMany(part => part).ToArray()),
        Gen.Byte.Array[0, 60]);

    [Fact]
    [Survives("S11")]
    public void A_file_of_any_bytes_is_read_or_refused_by_line_and_the_rows_before_are_kept() => Gen.Select(Files, Gen.Bool, Gen.Int[0, 3]).Sample(
        (bytes, header, interruptions) =>
        {
            var sink = new Sink();
            var test = TaskTest.For<ImportFields>(sink, new CsvOptions { HasHeader = header, Comment = '#' }).StartedWith(Inputs.Of(bytes));
            for (var count = 0; count < interruptions; count++) test.InterruptAfter(1);
#pragma warning disable xUnit1031 // CsCheck samples synchronously.
            var result = test.RunAsync().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
            Assert.True(result.Status is RunStatus.Succeeded or RunStatus.Errored, $"{result.Status}");
            if (result.Error is { } error) Assert.Equal(typeof(CsvFileException).FullName, error.Type);
            Assert.Equal(result.Ticks, sink.Lines.Count);
        },
        iter: Fuzz.Inputs(400), threads: 1);

    [Fact]
    [Survives("S11")]
    public void Any_bytes_in_any_pieces_are_counted() => Gen.Select(Files, Gen.Int[1, 7]).Sample(
        (bytes, piece) =>
        {
            var counter = new CsvRowCounter(new CsvOptions { Comment = '#' });
            foreach (var part in bytes.Chunk(piece)) counter.Add(part);
            Assert.InRange(counter.Complete() ?? 0, 0, bytes.Length);
        },
        iter: Fuzz.Inputs(5000), threads: 1);

    [Fact]
    [Survives("F56")]
    public void Any_text_is_a_position_in_a_file_or_is_refused_with_what_was_expected()
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        Fuzz.Cursors.Sample(
            text =>
            {
                try
                {
                    var position = CsvCursor.Read(new WalkStart { Task = "T", Services = services, Cursor = text });
                    Assert.True(position is { Row: >= 0, Line: >= 0, Byte: >= 0 }, $"{position}");
                }
                catch (CursorMismatchException refusal)
                {
                    Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
                }
            },
            iter: Fuzz.Inputs(5000), threads: 1);
    }
}
