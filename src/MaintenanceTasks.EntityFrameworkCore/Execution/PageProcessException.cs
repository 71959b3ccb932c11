namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Carries an exception of <c>Process</c> past the host's retry strategy.</summary>
internal sealed class PageProcessException(Exception inner) : Exception(inner.Message, inner);
