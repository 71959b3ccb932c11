using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>Renders a fragment to text. Uses the renderer alone, so the host needs no <c>AddRazorComponents()</c>.</summary>
internal sealed class FragmentRoot : IComponent
{
    private RenderHandle _handle;

    [Parameter]
    public RenderFragment? Content { get; set; }

    public static async Task<string> RenderAsync(RenderFragment content, IServiceProvider services)
    {
        var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await using (renderer.ConfigureAwait(false))
        {
            return await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Content)] = content });
                var root = await renderer.RenderComponentAsync<FragmentRoot>(parameters).ConfigureAwait(true);
                return root.ToHtmlString();
            }).ConfigureAwait(false);
        }
    }

    public void Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _handle.Render(Content!);
        return Task.CompletedTask;
    }
}
