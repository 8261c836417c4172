package dev.orderplatform.load;

import java.util.List;

/** The everyday mix, while orderctl takes the brokers away for the second third. */
public final class KafkaOutage extends LoadSimulation {

    @Override
    List<Phase> phases(Parameters parameters) {
        return Phase.split(parameters.duration(), List.of("before", "outage", "after"));
    }
}
