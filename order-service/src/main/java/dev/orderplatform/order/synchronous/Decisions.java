package dev.orderplatform.order.synchronous;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a pending order. */
final class Decisions {
    private static final String TAKE = "UPDATE t_order SET status = ?, version = version + 1,"
            + " history = history || CAST(? AS jsonb), rejection = CAST(? AS jsonb)"
            + " WHERE order_id = ? AND status = 'PENDING'";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shards shards;
    private final OrderOutbox owed;

    Decisions(Shards shards, OrderOutbox owed) {
        this.shards = shards;
        this.owed = owed;
    }

    /**
     * Takes the step unless somebody else has taken one; blocks until its commit is durable.
     *
     * @param event which tells of it
     * @param told whether the customer knows; if not, the same transaction notes that this is owed
     */
    boolean take(Status status, OrderEvent event, boolean told) {
        return Transaction.run(shards.sharded(), transaction -> {
            try (PreparedStatement update = transaction.prepare(TAKE)) {
                update.setString(1, status.name());
                update.setString(
                        2, "[" + new StatusChange(status, event.at(), event.region(), event.epoch()).toJson() + "]");
                update.setString(3, rejection(event));
                update.setLong(4, event.orderId());
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            if (!told) {
                owed.append(transaction, List.of(EventMessage.of(event, Optional.empty())));
            }
            return true;
        });
    }

    private static @Nullable String rejection(OrderEvent event) {
        if (!(event instanceof OrderRejectedEvent rejected)) {
            return null;
        }
        try {
            return JSON.writeValueAsString(rejected.rejection());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rejection that is no JSON", e);
        }
    }
}
