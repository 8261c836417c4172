package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.Parts;
import java.time.Duration;
import java.util.Optional;

/** Reads all that the platform has about an order. Writes nothing. */
public final class EvidenceReader {

    private static final Duration SOURCE_LIMIT = Duration.ofSeconds(15);

    private final Access access;

    public EvidenceReader(Access access) {
        this.access = access;
    }

    /**
     * @return empty if there is no such order
     * @throws dev.orderplatform.runtime.process.PlatformException if that can't be found out
     */
    public Optional<OrderEvidence> read(long orderId) {
        var sources = new Sources(SOURCE_LIMIT);
        var rows = new OrderRows(orderId);
        // Alone: while everything else is read, a part may miss the probe's timeout.
        var parts = sources.begin("the states of the parts", Parts.NONE, access.parts())
                .get();
        return FoundOrder.find(access.data(), rows, orderId, sources, parts)
                .map(found -> new EvidenceCollector(access, sources, rows, found, parts).evidence());
    }
}
