package dev.orderplatform.notification.channel.jdbc;

import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.List;

/** A delivery channel in addition to the customer's list. Every bean of this type gets every notification. */
public interface Channel {

    /**
     * Queues notifications for delivery, in the transaction that writes them. The channel delivers them after the
     * commit, asynchronously.
     *
     * @param notificationIds ids of t_notification, each passed once
     */
    void enqueue(Transaction transaction, List<Long> notificationIds) throws SQLException;
}
