package dev.orderplatform.evolution.notifications;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.MalformedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.evolution.notifications.Notifications.Notification;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import dev.orderplatform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class NotificationsController {
    private final Notifications notifications;
    private final Blocking blocking;

    NotificationsController(Notifications notifications, Blocking blocking) {
        this.notifications = notifications;
        this.blocking = blocking;
    }

    /**
     * An event of an order.
     *
     * @param event its JSON
     */
    record SentEvent(String type, String event) {}

    /** For order-service only. Idempotent: a repeated event creates no second notification. */
    @PostMapping("/internal/notifications")
    Mono<ResponseEntity<Void>> write(@RequestBody SentEvent sent) {
        OrderEvent event = read(sent);
        return blocking.call(() -> {
            notifications.write(event);
            return ResponseEntity.noContent().<Void>build();
        });
    }

    /** The caller's own notifications, newest first. */
    @GetMapping("/api/v1/notifications")
    Mono<Page<Notification>> list(
            UserId user,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = PageLimit.of(limit).items();
        long before = Cursor.decode(cursor, Long::parseLong).orElse(Long.MAX_VALUE);
        // One extra row shows whether there is a next page.
        return blocking.call(() -> Page.of(notifications.page(user.value(), before, size + 1), size, Notification::id));
    }

    private static OrderEvent read(SentEvent sent) {
        try {
            return EventStreams.ORDER
                    .read(sent.type(), sent.event())
                    .orElseThrow(() -> ProblemException.badField("type", "is no type of event"));
        } catch (MalformedEvent _) {
            throw ProblemException.badField("event", "is not such an event");
        }
    }
}
