package dev.orderplatform.notification.channel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to reach the customer beyond the list. Every bean of this kind gets every notification. */
public interface Channel {

    /**
     * Takes notifications over, in the transaction that writes them: what is to be delivered is noted here, and delivered
     * after the commit, in the channel's own time.
     *
     * @param notificationIds rows of t_notification, each given once
     */
    void take(Connection transaction, List<Long> notificationIds) throws SQLException;
}
