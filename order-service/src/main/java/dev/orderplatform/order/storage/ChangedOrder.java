package dev.orderplatform.order.storage;

import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.History;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderChange;
import dev.orderplatform.postgres.Columns;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The combined effect of one order's transitions in a batch. */
record ChangedOrder(List<OrderChange> changes) {
    static List<ChangedOrder> of(List<OrderChange> changes) {
        Map<Long, List<OrderChange>> byOrder = changes.stream()
                .collect(Collectors.groupingBy(change -> change.order().id()));
        return byOrder.values().stream().map(ChangedOrder::new).toList();
    }

    static void bind(PreparedStatement update, int first, List<ChangedOrder> changed) throws SQLException {
        int at = first;
        update.setObject(at++, Columns.longs(changed, order -> order.after().id()));
        update.setObject(
                at++, Columns.texts(changed, order -> order.after().status().name()));
        update.setObject(at++, Columns.ints(changed, order -> order.after().version()));
        update.setObject(at++, Columns.texts(changed, ChangedOrder::historyEntries));
        update.setObject(at++, Columns.texts(changed, ChangedOrder::rejection));
        update.setObject(at++, Columns.texts(changed, ChangedOrder::paymentId));
        update.setObject(at, Columns.texts(changed, ChangedOrder::refund));
    }

    static TimerChanges timers(List<ChangedOrder> changed, PaymentWindow window) {
        TimerChanges timers = new TimerChanges(window);
        changed.forEach(order -> timers.add(
                order.after().id(),
                order.changes.stream().map(change -> change.order().status()).toList()));
        return timers;
    }

    private Order after() {
        return changes.getLast().order();
    }

    private String historyEntries() {
        return new History(changes.stream().map(OrderChange::entry).toList()).toJson();
    }

    private @Nullable String rejection() {
        return after().rejection().map(OrderJson::write).orElse(null);
    }

    private @Nullable String paymentId() {
        return after().paymentId().orElse(null);
    }

    private @Nullable String refund() {
        return after().refund().map(OrderJson::write).orElse(null);
    }
}
