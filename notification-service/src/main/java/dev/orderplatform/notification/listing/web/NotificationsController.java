package dev.orderplatform.notification.listing.web;

import dev.orderplatform.notification.listing.FetchNotifications;
import dev.orderplatform.notification.listing.Notification;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class NotificationsController {
    private final FetchNotifications notifications;
    private final Blocking blocking;

    NotificationsController(FetchNotifications notifications, Blocking blocking) {
        this.notifications = notifications;
        this.blocking = blocking;
    }

    @Operation(operationId = "listNotifications", summary = "A page of the caller's own notifications, newest first")
    @GetMapping("/api/v1/notifications")
    Mono<Page<Item>> list(
            UserId user,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = PageLimit.of(limit).items();
        Optional<Long> before = Cursor.decode(cursor, Long::valueOf);
        // One extra row is fetched to detect whether there is a next page.
        return blocking.call(() -> Page.of(notifications.newest(user.value(), before, size + 1), size, Notification::id)
                .map(Item::of));
    }

    /** JSON form. Ids are strings because they exceed JavaScript's safe integers. */
    @Schema(name = "Notification")
    record Item(String id, String orderId, String type, String title, String body, Instant createdAt) {

        static Item of(Notification notification) {
            return new Item(
                    Long.toString(notification.id()),
                    Long.toString(notification.orderId()),
                    notification.type(),
                    notification.title(),
                    notification.body(),
                    notification.createdAt());
        }
    }
}
