package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.Line;
import java.util.List;

/** The lines of an order, at least one, in the sequence of the request. */
public record Lines(List<Line> asList) {
    public Lines {
        asList = List.copyOf(asList);
        if (asList.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
    }

    public int size() {
        return asList.size();
    }
}
