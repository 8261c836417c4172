package dev.orderplatform.load;

import java.util.List;
import java.util.stream.IntStream;

/** The standard mix for a long time; figures of each tenth reveal slow degradation. */
public final class Soak extends LoadSimulation {

    private static final int PARTS = 10;

    @Override
    List<Phase> phases(Parameters parameters) {
        return Phase.split(
                parameters.duration(),
                IntStream.rangeClosed(1, PARTS).mapToObj("tenth %d"::formatted).toList());
    }
}
