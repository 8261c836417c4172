package dev.orderplatform.notification.channel.email.jdbc;

import dev.orderplatform.notification.channel.jdbc.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sends each notification as an e-mail. */
final class SmtpChannel implements Channel {
    private final JdbcEmails emails;

    SmtpChannel(JdbcEmails emails) {
        this.emails = emails;
    }

    @Override
    public void enqueue(Connection transaction, List<Long> notificationIds) throws SQLException {
        emails.add(transaction, notificationIds);
    }
}
