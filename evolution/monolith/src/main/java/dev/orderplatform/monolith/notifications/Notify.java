package dev.orderplatform.monolith.notifications;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Writes notifications, in the caller's transaction. */
@Component
public class Notify {
    private final Notifications notifications;

    Notify(Notifications notifications) {
        this.notifications = notifications;
    }

    public Notification of(long userId, long orderId, Message message, Instant at) {
        return notifications.save(new Notification(userId, orderId, message, at));
    }
}
