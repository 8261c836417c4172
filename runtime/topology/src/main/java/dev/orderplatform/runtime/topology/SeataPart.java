package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/**
 * Seata's transaction coordinator. It belongs to no region.
 *
 * @param store the server of its database
 */
public record SeataPart(String name, String host, int port, PostgresPart store, PostgresPart.Database database)
        implements Part {

    @Override
    public Kind kind() {
        return Kind.SEATA;
    }

    @Override
    public Optional<String> region() {
        return Optional.empty();
    }

    @Override
    public List<String> needs() {
        return List.of(store.name());
    }
}
