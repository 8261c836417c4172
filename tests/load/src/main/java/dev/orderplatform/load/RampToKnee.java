package dev.orderplatform.load;

import java.util.List;
import java.util.stream.IntStream;

/**
 * More checkouts level by level, up to the rate: on which level do answers become late or wrong? The open model is
 * essential here: as many customers at a time as ever would come less often to a platform that has become slow, and
 * there would be no knee.
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
