package dev.orderplatform.evolution.runner;

import java.util.List;
import java.util.stream.Stream;

/**
 * A run of the evolution.
 *
 * @param date when it was made, ISO 8601
 * @param machine processors and memory that it was made on
 * @param command that repeats it
 */
record Evolution(String date, String machine, String command, List<StageResult> stages) {

    Evolution {
        stages = List.copyOf(stages);
    }

    Evolution with(StageResult next) {
        return new Evolution(
                date,
                machine,
                command,
                Stream.concat(stages.stream(), Stream.of(next)).toList());
    }

    boolean good() {
        return stages.stream().allMatch(StageResult::good);
    }
}
