package dev.orderplatform.tools.deadletters;

import dev.orderplatform.runtime.databases.RegionData;
import java.util.HashMap;
import java.util.Map;

/** A producer a region, made when one is needed. */
final class Replays implements AutoCloseable {

    private final Map<RegionData, Replay> replays = new HashMap<>();

    Replay of(RegionData region) {
        return replays.computeIfAbsent(region, Replay::new);
    }

    @Override
    public void close() {
        replays.values().forEach(Replay::close);
    }
}
