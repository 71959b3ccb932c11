[assembly: AssemblyFixture(typeof(MaintenanceTasks.Packaging.Tests.Packages))]
