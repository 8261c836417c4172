package dev.orderplatform.regions;

import dev.orderplatform.ids.RegionMap;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region map in memory, to be refreshed in the background. While the control database is away the last known map stays:
 * nothing needs it to be there once the map is known.
 */
public final class LiveRegionMap implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveRegionMap.class);

    private final ControlDatabase control;
    private volatile RegionMap map;

    /** @param known the map to go by until the first refresh */
    public LiveRegionMap(ControlDatabase control, RegionMap known) {
        this.control = control;
        this.map = known;
    }

    public RegionMap current() {
        return map;
    }

    /** Blocks; whatever fails, the last known map stays. */
    public void refresh() throws SQLException {
        RegionMap next = control.read();
        if (!next.equals(map)) {
            log.info("the region map has changed");
            map = next;
        }
    }

    @Override
    public void close() {
        control.close();
    }
}
