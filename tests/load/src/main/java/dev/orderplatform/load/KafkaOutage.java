package dev.orderplatform.load;

import java.util.List;

/** The standard mix; orderctl stops the brokers for the second third. */
public final class KafkaOutage extends LoadSimulation {

    @Override
    List<Phase> phases(Parameters parameters) {
        return Phase.split(parameters.duration(), List.of("before", "outage", "after"));
    }
}
