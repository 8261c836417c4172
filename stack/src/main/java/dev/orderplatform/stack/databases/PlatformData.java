package dev.orderplatform.stack.databases;

import java.util.List;

/**
 * Where the whole platform keeps its data.
 *
 * @param global host and port of the PostgreSQL server that belongs to no region
 * @param auditor may read every database of that server, and nothing else
 * @param control owns the database {@code control}
 */
public record PlatformData(String global, List<RegionData> regions, Login auditor, Login control) {

    public PlatformData {
        regions = List.copyOf(regions);
    }
}
