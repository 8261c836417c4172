package dev.orderplatform.notification.channel.email;

import dev.orderplatform.notification.channel.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sends each notification as an e-mail. */
final class SmtpChannel implements Channel {
    private final Emails emails;

    SmtpChannel(Emails emails) {
        this.emails = emails;
    }

    @Override
    public void enqueue(Connection transaction, List<Long> notificationIds) throws SQLException {
        emails.add(transaction, notificationIds);
    }
}
