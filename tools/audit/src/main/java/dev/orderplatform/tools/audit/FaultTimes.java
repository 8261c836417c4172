package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.ledger.LedgerEntry;
import java.util.OptionalLong;

/** When a simulator had faults, according to its ledger. */
final class FaultTimes {

    private final TimeIntervals ended = new TimeIntervals();
    private OptionalLong activeSince = OptionalLong.empty();

    void accept(LedgerEntry entry) {
        switch (entry.type()) {
            case "faults.started" -> activeSince = OptionalLong.of(entry.at().toEpochMilli());
            case "faults.ended" -> {
                activeSince.ifPresent(since -> ended.add(since, entry.at().toEpochMilli()));
                activeSince = OptionalLong.empty();
            }
            default -> {} // not about faults
        }
    }

    /** Faults that have not ended last forever. */
    TimeIntervals intervals() {
        var all = new TimeIntervals();
        all.addAll(ended);
        activeSince.ifPresent(since -> all.add(since, TimeIntervals.FOREVER));
        return all;
    }
}
