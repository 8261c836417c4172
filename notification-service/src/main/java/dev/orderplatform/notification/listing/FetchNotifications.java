package dev.orderplatform.notification.listing;

import java.util.List;
import java.util.Optional;

/** Reads a customer's notifications. */
public interface FetchNotifications {

    /**
     * Newest first. Blocking.
     *
     * @param before returns only notifications with smaller ids
     */
    List<Notification> newest(long userId, Optional<Long> before, int limit);
}
