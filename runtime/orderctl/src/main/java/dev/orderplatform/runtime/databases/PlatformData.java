package dev.orderplatform.runtime.databases;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the whole platform keeps its data.
 *
 * @param global host and port of the PostgreSQL server that belongs to no region
 * @param auditor may read every database of that server, and nothing else
 * @param control owns the database {@code control}
 * @param outages the folder in which a supervisor records when parts were out; nobody does in containers
 */
public record PlatformData(
        String global, List<RegionData> regions, Login auditor, Login control, Optional<Path> outages) {

    public PlatformData {
        regions = List.copyOf(regions);
    }

    public PlatformData(String global, List<RegionData> regions, Login auditor, Login control) {
        this(global, regions, auditor, control, Optional.empty());
    }
}
