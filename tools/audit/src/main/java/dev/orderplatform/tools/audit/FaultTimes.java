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
                end(entry.at().toEpochMilli());
                activeSince = OptionalLong.empty();
            }
            default -> {} // not about faults
        }
    }

    private void end(long at) {
        activeSince.ifPresent(since -> ended.add(since, at));
    }

    /** Faults that have not ended last forever. Call it once, after the last entry. */
    TimeIntervals intervals() {
        end(TimeIntervals.FOREVER);
        return ended;
    }
}
