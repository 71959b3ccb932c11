using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Cli;

/// <summary>The verbs, and what happens around each of them: parsing, the checks of a start, errors, exit codes.</summary>
internal sealed class CommandLine
{
    /// <summary>The first argument that makes a process run a verb instead of the application.</summary>
    public const string Name = "maintenance-tasks";

    private readonly VerbContext _context;
    private readonly Option<bool> _verbose = SharedOptions.Verbose();

    public CommandLine(IServiceProvider services, Terminal terminal, StopSignal stop, FollowTimes times) =>
        _context = new VerbContext(services, terminal, stop, times);

    /// <summary>Performs one verb.</summary>
    /// <param name="words">The arguments after <see cref="Name"/>.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var root = Create();

        // A value may begin with @: it is not the name of a file with more arguments.
        var parsed = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction) return Refuse(parsed);
        try
        {
            if (parsed.Action is not HelpAction && parsed.CommandResult.Command != root) Prepare(parsed.CommandResult.Command);
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = _context.Terminal.Out,
                    Error = _context.Terminal.ErrorWriter,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                _context.Stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Stop.Token.IsCancellationRequested)
        {
            return _context.Stop.Code;
        }
        catch (Exception exception)
        {
            var failure = Failure.Of(exception);
            _context.Terminal.Remark(parsed.GetValue(_verbose) ? exception.ToString() : failure.Message);
            return failure.Code;
        }
    }

    private Command Create()
    {
        var root = new Command(Name, "Starts, follows and stops the maintenance tasks of this application.")
        {
            ListVerb.Create(_context),
            PerformVerb.Create(_context),
            WaitVerb.Create(_context),
            RunsVerb.Create(_context),
            StatusVerb.Create(_context),
            RequestVerb.Pause(_context),
            RequestVerb.Resume(_context),
            RequestVerb.Cancel(_context),
            WorkVerb.Create(_context),
            NodesVerb.Create(_context),
            SchemaVerb.Create(_context),
        };
        root.Options.Add(new HelpOption());
        root.Options.Add(_verbose);
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        return root;
    }

    private void Prepare(Command verb)
    {
        if (verb.Name != WorkVerb.Name) ConsoleLogs.ToStandardError(_context.Services);
        _context.Services.CheckMaintenanceTasks();
    }

    private int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) _context.Terminal.Remark(error.Message);
        var verb = parsed.CommandResult.Command.Name;
        _context.Terminal.Remark($"See `{(verb == Name ? Name : $"{Name} {verb}")} --help`.");
        return ExitCode.Refused;
    }
}
