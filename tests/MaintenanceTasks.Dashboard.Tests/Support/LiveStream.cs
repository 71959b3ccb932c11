using System.Net.ServerSentEvents;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A viewer of a live page.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromSeconds(20));
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private LiveStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _items = SseParser.Create(body).EnumerateAsync(_timeout.Token).GetAsyncEnumerator();
    }

    public static async Task<LiveStream> OpenAsync(DashboardHost host, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, DashboardHost.Root + path);
        return await OfAsync(await host.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    public static async Task<LiveStream> OpenAsync(HttpClient client, string path) =>
        await OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead));

    private static async Task<LiveStream> OfAsync(HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new LiveStream(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<IHtmlDocument> UntilAsync(Func<IHtmlDocument, bool> condition)
    {
        while (true)
        {
            var page = new HtmlParser().ParseDocument(await NextAsync("fragment"));
            if (condition(page)) return page;
        }
    }

    public Task<string> TroubleAsync() => NextAsync("trouble");

    public async Task EndAsync()
    {
        while (await _items.MoveNextAsync())
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _response.Dispose();
        _timeout.Dispose();
    }

    private async Task<string> NextAsync(string type)
    {
        while (await _items.MoveNextAsync())
        {
            if (_items.Current.EventType == type) return _items.Current.Data;
        }

        throw new InvalidOperationException($"The stream ended before a {type} came.");
    }
}
