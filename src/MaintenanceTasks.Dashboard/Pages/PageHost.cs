using Microsoft.AspNetCore.Components;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// Gives a component its data. The data cascades because the Razor compiler makes components public, and public
/// parameters could not have our internal types.
/// </summary>
internal static class PageHost
{
    public static RenderFragment Of<TComponent, TView>(Links links, PageFrame? frame, TView view)
        where TComponent : IComponent =>
        Cascade(links, Cascade(frame, Cascade(view, builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.CloseComponent();
        })));

    private static RenderFragment Cascade<T>(T value, RenderFragment content) => builder =>
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), content);
        builder.CloseComponent();
    };
}
