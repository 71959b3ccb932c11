using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Where a verb writes: the answer to standard output, errors and remarks to standard error.</summary>
internal sealed class Terminal
{
    // Wide enough for tables; what is redirected has no width of its own.
    private const int RedirectedWidth = 100;
    private readonly TextWriter _error;

    /// <param name="output">Takes the answer.</param>
    /// <param name="error">Takes errors and remarks.</param>
    public Terminal(IAnsiConsole output, TextWriter error) => (Console, _error) = (output, error);

    /// <summary>Standard output, for tables and the progress bar.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Standard output as plain text: never wrapped, never coloured.</summary>
    public TextWriter Out => Console.Profile.Out.Writer;

    /// <summary>Standard error as plain text.</summary>
    public TextWriter ErrorWriter => _error;

    /// <summary>True when somebody watches, so that a bar can be redrawn in place.</summary>
    public bool IsLive => Console.Profile.Capabilities is { Ansi: true, Interactive: true } && Console.Profile.Out.IsTerminal;

    public static Terminal OfProcess()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });
        if (System.Console.IsOutputRedirected) console.Profile.Width = RedirectedWidth;
        return new Terminal(console, System.Console.Error);
    }

    /// <summary>Writes a line of the answer. Control characters are taken out.</summary>
    public void Line(string text = "") => Out.WriteLine(PrintableText.Lines(text));

    /// <summary>Writes a line to standard error. Control characters are taken out.</summary>
    public void Remark(string text) => _error.WriteLine(PrintableText.Lines(text));

    /// <summary>Shows the cursor again, which a progress bar hides.</summary>
    public void Restore()
    {
        if (IsLive) Console.Cursor.Show(true);
    }
}
