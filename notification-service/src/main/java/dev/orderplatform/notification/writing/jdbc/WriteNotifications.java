package dev.orderplatform.notification.writing.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.notification.channel.jdbc.Channel;
import dev.orderplatform.notification.writing.Draft;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Writes one notification per order event. Inbox, notifications and channel queues share one transaction per batch. */
@Component
final class WriteNotifications implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final InboxTable inbox = new InboxTable("t_inbox");
    private final NotificationTable notifications = new NotificationTable();
    private final List<Channel> channels;

    WriteNotifications(DataSource database, List<Channel> channels) {
        this.database = database;
        this.channels = List.copyOf(channels);
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> events) {
        List<Draft> drafts =
                events.stream().map(ReceivedEvent::event).map(Draft::of).toList();
        Transaction.run(database, transaction -> write(transaction, drafts));
    }

    private List<Long> write(Transaction transaction, List<Draft> drafts) throws SQLException {
        Set<EventId> newEvents =
                inbox.recordNew(transaction, drafts.stream().map(Draft::eventId).toList());
        if (newEvents.isEmpty()) {
            return List.of();
        }
        List<Long> written = notifications.insert(
                transaction.connection(),
                drafts.stream()
                        .filter(draft -> newEvents.contains(draft.eventId()))
                        .toList());
        for (Channel channel : channels) {
            channel.enqueue(transaction, written);
        }
        return written;
    }
}
