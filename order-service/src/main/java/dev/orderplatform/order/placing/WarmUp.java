package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.Orders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Stores an order as the first request will, and takes it back, before the service is ready: on slow cores the classes and
 * the sharding parser that an order needs first take a second or more. Nobody sees the sample, nothing of it is published.
 */
@Component
final class WarmUp implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final String SAMPLE = "warm-up";
    private static final String TRACE = "00-00000000000000000000000000000001-0000000000000001-00";
    private static final long USERS = 1_000;

    private final NewOrders newOrders;
    private final OwnSlots slots;
    private final Orders orders;
    private final Shards shards;

    WarmUp(NewOrders newOrders, OwnSlots slots, Orders orders, Shards shards) {
        this.newOrders = newOrders;
        this.slots = slots;
        this.orders = orders;
        this.shards = shards;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            storeAndTakeBack();
        } catch (SQLException | RuntimeException e) {
            log.warn("the first orders will be slow: {}", e.getMessage());
        }
    }

    void storeAndTakeBack() throws SQLException {
        OptionalLong user = LongStream.rangeClosed(1, USERS)
                .filter(id -> slots.owns(Slot.ofUser(id)))
                .findFirst();
        if (user.isPresent()) {
            storeAndTakeBack(newOrders.number(sampleOf(user.getAsLong())));
        }
    }

    private void storeAndTakeBack(NumberedOrder order) throws SQLException {
        try (Connection connection = shards.sharded().getConnection()) {
            connection.setAutoCommit(false);
            try {
                NewOrderRows rows = new NewOrderRows(connection);
                rows.insert(List.of(order), List.of(NewOrders.createdEvent(order)));
                rows.earlier(order.content().userId(), order.content().key());
                orders.find(connection, order.id());
            } finally {
                connection.rollback();
            }
        }
    }

    private static NewOrder sampleOf(long user) {
        List<Line> lines = List.of(new Line(SAMPLE, 1, 1));
        return new NewOrder(user, SAMPLE, new byte[32], Durability.REGION, 1, "CNY", lines, TRACE);
    }
}
