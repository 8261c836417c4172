package dev.orderplatform.evolution.runner;

import java.util.List;
import java.util.stream.Stream;

/**
 * A run of the evolution.
 *
 * @param date time of the run, ISO 8601
 * @param machine processors and memory of the machine
 * @param command the command that repeats it
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
