package dev.orderplatform.monolith.notifications;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A notification in a customer's list. */
@Entity
@Table(name = "t_notification")
public class Notification {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notification")
    @SequenceGenerator(name = "notification", sequenceName = "notification_id_seq", allocationSize = 50)
    private long id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "order_id")
    private long orderId;

    private String type;
    private String title;
    private String body;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    Notification() {}

    Notification(long userId, long orderId, Message message, Instant createdAt) {
        this.userId = userId;
        this.orderId = orderId;
        this.createdAt = createdAt;
        this.type = message.type();
        this.title = message.title();
        this.body = message.body();
    }

    /** Replaces the text; only for use in the transaction that creates it. */
    public void say(Message message) {
        this.type = message.type();
        this.title = message.title();
        this.body = message.body();
    }

    long id() {
        return id;
    }

    View view() {
        return new View(Long.toString(id), Long.toString(orderId), type, title, body, createdAt);
    }

    /** The JSON form. Ids are strings, because they exceed JavaScript's exact integers. */
    record View(String id, String orderId, String type, String title, String body, Instant createdAt) {}
}
