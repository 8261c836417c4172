package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/** One process of the platform. */
public sealed interface Part permits PostgresPart, KafkaPart, SeataPart, ServicePart {

    String name();

    Kind kind();

    /** The region it belongs to; empty for a part of the whole platform. */
    Optional<String> region();

    /** Whether it is the first or only one of its sort. */
    default boolean ofFirstRegion() {
        return region().map(Region.ALL.getFirst().name()::equals).orElse(true);
    }

    /** Where others reach it. */
    String host();

    int port();

    default String address() {
        return host() + ":" + port();
    }

    /** All ports that it takes. */
    default List<Integer> ports() {
        return List.of(port());
    }

    /** Parts that have to be ready before this one starts. */
    default List<String> needs() {
        return List.of();
    }

    /** Parts that it calls and whose absence it bears: they start in parallel, and stop after it. */
    default List<String> calls() {
        return List.of();
    }
}
