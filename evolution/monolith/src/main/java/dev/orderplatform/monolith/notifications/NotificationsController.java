package dev.orderplatform.monolith.notifications;

import dev.orderplatform.monolith.identity.UserId;
import dev.orderplatform.monolith.problem.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationsController {
    private final Notifications notifications;

    NotificationsController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/api/v1/notifications")
    Page<Notification.View> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int items = Page.limit(limit);
        var found = notifications.findByUserIdAndIdLessThanOrderByIdDesc(
                UserId.of(caller).value(), Page.position(cursor), Limit.of(items + 1));
        return Page.of(found, items, Notification::id, Notification::view);
    }
}
