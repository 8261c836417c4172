package dev.orderplatform.monolith.notifications;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface Notifications extends JpaRepository<Notification, Long> {

    List<Notification> findByUserIdAndIdLessThanOrderByIdDesc(long userId, long before, Limit limit);
}
