package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.order.domain.Lifecycle;
import java.util.List;

/** A locked order: its state, and what its events say besides. */
record PresentOrder(Lifecycle lifecycle, long totalMinor, String currency, List<Line> lines) {
    PresentOrder in(Lifecycle state) {
        return new PresentOrder(state, totalMinor, currency, lines);
    }
}
