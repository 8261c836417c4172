package dev.orderplatform.load;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Increases the rate level by level, to find the level at which responses become slow or wrong. This requires the open
 * model: in the closed model, a slow platform reduces the load, so there is no knee.
 */
public final class RampToKnee extends LoadSimulation {

    @Override
    Schedule schedule(Parameters parameters) {
        var levels = parameters.levels();
        return new Schedule(IntStream.rangeClosed(1, levels)
                .mapToObj(level -> new Schedule.Level(
                        parameters.rate() * level / levels,
                        parameters.duration().dividedBy(levels)))
                .toList());
    }

    @Override
    List<Phase> phases(Parameters parameters) {
        return Phase.split(
                parameters.duration(),
                schedule(parameters).levels().stream()
                        .map(level -> "%.0f/s".formatted(level.rate()))
                        .toList());
    }
}
