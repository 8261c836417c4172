package dev.orderplatform.runtime.databases;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The addresses and credentials of the platform's data stores.
 *
 * @param global host and port of the PostgreSQL server that belongs to no region
 * @param globalServices the services that store on that server
 * @param auditor read-only role for every database of that server
 * @param control owner of the database {@code control}
 * @param outages folder of the supervisor's outage records; empty in containers, which have no supervisor
 * @param simulators of external systems
 * @param paymentWindow whether unpaid orders are cancelled
 */
public record PlatformData(
        String global,
        List<ServiceStore> globalServices,
        List<RegionData> regions,
        Login auditor,
        Login control,
        Optional<Path> outages,
        List<SimulatorData> simulators,
        boolean paymentWindow) {

    public PlatformData {
        globalServices = List.copyOf(globalServices);
        regions = List.copyOf(regions);
        simulators = List.copyOf(simulators);
    }

    /** Without supervisor and simulators. */
    public PlatformData(
            String global, List<ServiceStore> globalServices, List<RegionData> regions, Login auditor, Login control) {
        this(global, globalServices, regions, auditor, control, Optional.empty(), List.of(), true);
    }
}
