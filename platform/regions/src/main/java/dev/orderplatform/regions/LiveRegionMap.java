package dev.orderplatform.regions;

import dev.orderplatform.slots.RegionMap;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region map in memory, looked at again in the background. While the control database is away the last known map
 * stays: nothing needs it to be there once the map is known.
 */
public final class LiveRegionMap implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveRegionMap.class);

    private final ControlDatabase control;
    private final Duration refresh;
    private final Thread thread = Thread.ofVirtual().name("region-map").unstarted(this::loop);
    private volatile RegionMap map;

    /** @param known the map to go by until the first look */
    public LiveRegionMap(ControlDatabase control, Duration refresh, RegionMap known) {
        this.control = control;
        this.refresh = refresh;
        this.map = known;
    }

    public void start() {
        thread.start();
    }

    public RegionMap current() {
        return map;
    }

    private void loop() {
        boolean told = false;
        try {
            while (true) {
                try {
                    use(control.read());
                    told = false;
                } catch (SQLException | RuntimeException e) {
                    if (!told) {
                        log.warn("the region map can't be read, going by the last known: {}", e.getMessage());
                        told = true;
                    }
                }
                Thread.sleep(refresh);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void use(RegionMap next) {
        if (!next.equals(map)) {
            log.info("the region map has changed");
            map = next;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (thread.join(Duration.ofSeconds(3))) {
            control.close();
        }
    }
}
