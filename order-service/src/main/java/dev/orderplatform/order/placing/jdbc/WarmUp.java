package dev.orderplatform.order.placing.jdbc;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderReader;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Stores a sample order and rolls it back before the service is ready: on slow cores, the first order takes a second or
 * more, for class loading and the sharding parser. The sample is never visible or published.
 */
@Component
final class WarmUp implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final String SAMPLE = "warm-up";
    private static final String TRACE = "00-00000000000000000000000000000001-0000000000000001-00";
    private static final long USERS = 1_000;

    private final OwnedSlots slots;
    private final OrderIds ids;
    private final Shards shards;

    WarmUp(OwnedSlots slots, OrderIds ids, Shards shards) {
        this.slots = slots;
        this.ids = ids;
        this.shards = shards;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            storeAndRollBack();
        } catch (SQLException | RuntimeException e) {
            log.warn("the first orders will be slow: {}", e.getMessage());
        }
    }

    void storeAndRollBack() throws SQLException {
        OptionalLong user = LongStream.rangeClosed(1, USERS)
                .filter(id -> slots.owns(Slot.ofUser(id)))
                .findFirst();
        if (user.isPresent()) {
            storeAndRollBack(sampleOf(user.getAsLong()));
        }
    }

    private void storeAndRollBack(StoredOrder order) throws SQLException {
        try (Connection connection = shards.sharded().getConnection()) {
            connection.setAutoCommit(false);
            try {
                new OrderTables(connection)
                        .insert(List.of(order), List.of(EventMessage.of(order.created(), Optional.of(TRACE))));
                JdbcNewOrders.earlier(connection, order.order().userId(), SAMPLE);
                new OrderReader(connection).find(order.id());
            } finally {
                connection.rollback();
            }
        }
    }

    private StoredOrder sampleOf(long user) {
        long id = ids.next(Slot.ofUser(user));
        Acceptance acceptance =
                new Acceptance(SAMPLE, 1, OrderId.time(id), Durability.REGION, Optional.empty(), SAMPLE, "");
        return StoredOrder.accepted(
                id, user, new Lines(List.of(new Line(SAMPLE, 1, 1))), new Money(1, "CNY"), acceptance);
    }
}
