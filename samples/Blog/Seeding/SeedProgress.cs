using System.Diagnostics;

namespace Blog.Seeding;

/// <summary>The progress line of a seed, on standard error: standard output belongs to the verbs of the command line.</summary>
internal sealed class SeedProgress : IDisposable
{
    private readonly int _posts;
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _done;

    public SeedProgress(int posts)
    {
        _posts = posts;
        Console.Error.Write($"Seeding {posts:N0} posts …{(Console.IsErrorRedirected ? "\n" : "")}");
    }

    public void Report(int done)
    {
        _done = done;
        if (done % 20_000 == 0 && !Console.IsErrorRedirected) Console.Error.Write($"\rSeeding {_posts:N0} posts … {done * 100L / _posts} %");
    }

    public void Dispose() => Console.Error.WriteLine(
        $"{(Console.IsErrorRedirected ? "" : "\r")}Seeded {_done:N0} of {_posts:N0} posts in {Stopwatch.GetElapsedTime(_began).TotalSeconds:0.0} s.");
}
