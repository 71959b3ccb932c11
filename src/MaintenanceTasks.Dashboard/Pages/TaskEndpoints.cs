using System.Globalization;
using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace MaintenanceTasks.Dashboard;

internal sealed class TaskEndpoints(IServiceProvider services, ViewReader views, PageWriter pages, FileForms files, Requester requester, AccessRules access)
{
    private TaskRunner Runner => services.GetRequiredService<TaskRunner>();

    private TaskCatalog Catalog => services.GetRequiredService<TaskCatalog>();

    public async Task<IResult> ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await access.DemandViewAsync(context).ConfigureAwait(false);
        var hidden = await access.HiddenAsync(context, Catalog.Names).ConfigureAwait(false);
        var view = await views.TaskListAsync(TaskQuery.Of(context.Request.Query), hidden, cancellationToken).ConfigureAwait(false);
        return Negotiation.WantsJson(context.Request)
            ? Results.Json(OverviewDocument.Of(view, pages.LinksOf(context)))
            : pages.Page<TaskListPage, TaskListView>(context, view);
    }

    public async Task<IResult> ShowAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        await access.DemandAsync(context, Deed.View, name).ConfigureAwait(false);
        var (before, passed) = HistoryPage.Asked(context.Request.Query);
        var view = await views.TaskAsync(name, before, passed, cancellationToken).ConfigureAwait(false);
        return await PageAsync(context, view, context.Request.Query, Guid.NewGuid().ToString("N")).ConfigureAwait(false);
    }

    /// <summary>Starts a run from the form of the page, or from what a program sends.</summary>
    public async Task<IResult> StartAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        var task = Catalog.Get(name);
        await access.DemandAsync(context, Deed.Run, name).ConfigureAwait(false);
        var sent = Negotiation.HasJson(context.Request) ? await StartRequest.ReadAsync(context).ConfigureAwait(false) : null;
        var form = sent is null ? await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false) : FormCollection.Empty;
        var key = sent is null ? form[StartForm.KeyField].ToString() : sent.IdempotencyKey ?? "";
        try
        {
            var upload = sent is null ? files.UploadOf(context, form) : null;
            if (task.TakesFile && upload is null) throw new InvalidArgumentsException(name, new Dictionary<string, string> { [StartForm.FileField] = "Choose the file to work on." });
            var arguments = sent?.Texts(name) ?? StartForm.Arguments(task, await Runner.DefaultsOfAsync(name).ConfigureAwait(false), form);
            var options = new StartOptions
            {
                StartedBy = requester.WhoOf(context),
                Metadata = requester.MetadataOf(context),
                IdempotencyKey = key.Length == 0 ? null : key,
                Parallelism = sent is null ? StartForm.PartitionsOf(task, form) : sent.Partitions,
                File = upload is null ? null : new InputFile(upload.Content, upload.Name),
            };
            var run = await Runner.StartAsync(name, arguments, options, cancellationToken).ConfigureAwait(false);
            var links = pages.LinksOf(context);
            return Negotiation.WantsJson(context.Request) ? Results.Created(links.Run(run.Id), RunDocument.Of(run, links)) : new SeeOther(links.Run(run.Id));
        }
        catch (InvalidArgumentsException exception)
        {
            return await AgainAsync(StatusCodes.Status422UnprocessableEntity, null, exception.Errors).ConfigureAwait(false);
        }
        catch (UploadRefusedException exception)
        {
            return await AgainAsync(exception.Status, null, new Dictionary<string, string> { [StartForm.FileField] = exception.Message }).ConfigureAwait(false);
        }
        catch (ActiveRunExistsException exception)
        {
            return await AgainAsync(StatusCodes.Status409Conflict, new Notice(exception.Message, exception.Run.Id)).ConfigureAwait(false);
        }
        catch (TaskNotUsableException exception)
        {
            return await AgainAsync(StatusCodes.Status409Conflict, new Notice(exception.Message)).ConfigureAwait(false);
        }
        catch (RequesterUnknownException exception)
        {
            return await AgainAsync(StatusCodes.Status500InternalServerError, new Notice(exception.Message)).ConfigureAwait(false);
        }

        async Task<IResult> AgainAsync(int status, Notice? notice, IReadOnlyDictionary<string, string>? errors = null)
        {
            if (Negotiation.WantsJson(context.Request)) return Problems.Of(status, notice, errors);
            var view = await views.TaskAsync(name, null, [], cancellationToken).ConfigureAwait(false);
            return await PageAsync(context, view, form, key, status, notice, errors).ConfigureAwait(false);
        }
    }

    private async Task<IResult> PageAsync(
        HttpContext context, TaskView view, IEnumerable<KeyValuePair<string, StringValues>> sent, string key,
        int status = StatusCodes.Status200OK, Notice? notice = null, IReadOnlyDictionary<string, string>? errors = null)
    {
        var may = await access.OfAsync(context, view.Name).ConfigureAwait(false);
        if (view.Task is { } task)
        {
            try
            {
                var defaults = await Runner.DefaultsOfAsync(task.Name).ConfigureAwait(false);
                var parallelism = await Runner.ParallelismOfAsync(task.Name).ConfigureAwait(false);
                view = view with
                {
                    Form = new StartForm
                    {
                        Task = task,
                        Delivery = await Runner.DeliveryOfAsync(task.Name).ConfigureAwait(false),
                        Values = StartForm.Fill(task, defaults, sent),
                        Choices = await Runner.ChoicesOfAsync(task.Name, context.RequestAborted).ConfigureAwait(false),
                        Errors = errors ?? new Dictionary<string, string>(),
                        Key = key,
                        UsualPartitions = parallelism,
                        Partitions = parallelism is { } usual ? StartForm.PartitionsSent(sent) ?? usual.ToString(CultureInfo.InvariantCulture) : null,
                        MaxUploadSize = files.MaxUploadSize,
                    },
                };
            }
            catch (TaskNotUsableException exception)
            {
                view = view with { Unusable = exception.Message };
            }
        }

        return Negotiation.WantsJson(context.Request)
            ? Results.Json(TaskDocument.Of(view, pages.LinksOf(context)))
            : pages.Page<TaskPage, TaskView>(context, view, status, notice, may);
    }
}
