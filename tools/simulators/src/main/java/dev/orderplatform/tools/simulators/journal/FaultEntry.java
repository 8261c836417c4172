package dev.orderplatform.tools.simulators.journal;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.orderplatform.tools.simulators.faults.Faults;
import java.time.Instant;

/** Which faults were active, and when: an auditor subtracts those times. */
public sealed interface FaultEntry extends Entry {

    @JsonTypeName("faults.started")
    record FaultsStarted(Instant at, Faults faults) implements FaultEntry {}

    /** @param from when they were started */
    @JsonTypeName("faults.ended")
    record FaultsEnded(Instant at, Instant from, Faults faults) implements FaultEntry {}
}
