package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/** One process of the platform. */
public sealed interface Part permits PostgresPart, KafkaPart, SeataPart, ServicePart, SimulatorPart, ZipkinPart {

    String name();

    Kind kind();

    /** Its region; empty for a part that serves all regions. */
    Optional<String> region();

    /** Whether it is the first or only part of its kind. */
    default boolean ofFirstRegion() {
        return region().map(Region.ALL.getFirst().name()::equals).orElse(true);
    }

    /** The host under which others reach it. */
    String host();

    int port();

    default String address() {
        return host() + ":" + port();
    }

    /** All ports on which it listens. */
    default List<Integer> ports() {
        return List.of(port());
    }

    /** Parts that must be ready before this one starts. */
    default List<String> needs() {
        return List.of();
    }

    /** Parts that it calls and can do without for a while: they start in parallel, and stop after it. */
    default List<String> calls() {
        return List.of();
    }
}
