package dev.orderplatform.order.storage;

import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.Status;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The timers that transitions of one table's orders start and stop. */
final class TimerChanges {
    /**
     * Starts and stops timers, for use inside larger statements; {@link #bind} sets the parameters. The time is the
     * database's. Up to a twentieth of the window is added, so that orders confirmed together do not expire together.
     */
    static final String START = """
        INSERT INTO t_timer_{n} (order_id, due_at)
          SELECT id, now() + CAST(? AS double precision) * (1 + random() / 20) * interval '1 second'
          FROM unnest(CAST(? AS bigint[])) AS t (id)\
        """;

    static final String STOP = "DELETE FROM t_timer_{n} WHERE order_id = ANY (CAST(? AS bigint[]))";

    private final PaymentWindow window;
    private final List<Long> started = new ArrayList<>();
    private final List<Long> stopped = new ArrayList<>();

    TimerChanges(PaymentWindow window) {
        this.window = window;
    }

    /** @param reached by one order's transitions, in sequence */
    void add(long orderId, List<Status> reached) {
        if (reached.getLast().startsPaymentWindow()) {
            if (window.length().isPresent()) {
                started.add(orderId);
            }
        } else if (reached.stream().anyMatch(Status::endsPaymentWindow)) {
            stopped.add(orderId);
        }
    }

    boolean isEmpty() {
        return started.isEmpty() && stopped.isEmpty();
    }

    /** @return the index after the last parameter */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        statement.setDouble(at++, window.length().orElse(Duration.ZERO).toMillis() / 1e3);
        statement.setObject(at++, started.stream().mapToLong(Long::longValue).toArray());
        statement.setObject(at++, stopped.stream().mapToLong(Long::longValue).toArray());
        return at;
    }
}
