package dev.orderplatform.stack.audit;

import dev.orderplatform.contracts.Stream;
import java.util.function.Consumer;

/** Ids of one stream's events, a bit each. */
final class EventSet {

    private final Stream stream;
    private final OrderMap versions = new OrderMap();
    private long size;

    EventSet(Stream stream) {
        this.stream = stream;
    }

    Stream stream() {
        return stream;
    }

    /** False when it was there before. */
    boolean add(EventId event) {
        if (contains(event)) {
            return false;
        }
        versions.put(event.orderId(), versions.get(event.orderId()) | bit(event));
        size++;
        return true;
    }

    boolean contains(EventId event) {
        return (versions.get(event.orderId()) & bit(event)) != 0;
    }

    long size() {
        return size;
    }

    void forEach(Consumer<EventId> reader) {
        versions.forEach((orderId, bits) -> {
            for (var rest = bits; rest != 0; rest &= rest - 1) {
                reader.accept(new EventId(stream, orderId, Long.numberOfTrailingZeros(rest) + 1));
            }
        });
    }

    private long bit(EventId event) {
        if (event.stream() != stream || event.version() > EventId.MAX_VERSION) {
            throw new IllegalArgumentException("no event of stream " + stream + " to be counted here: " + event);
        }
        return 1L << (event.version() - 1);
    }
}
