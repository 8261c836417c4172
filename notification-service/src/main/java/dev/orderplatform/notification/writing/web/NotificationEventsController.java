package dev.orderplatform.notification.writing.web;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.MalformedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code POST /internal/notifications}, for order-service only. A repeated event leads to one notification. */
@Hidden
@RestController
@ConditionalOnProperty(name = "platform.flow", havingValue = "synchronous")
class NotificationEventsController {
    private final EventHandler<OrderEvent> writeNotifications;
    private final Blocking blocking;

    NotificationEventsController(EventHandler<OrderEvent> writeNotifications, Blocking blocking) {
        this.writeNotifications = writeNotifications;
        this.blocking = blocking;
    }

    /**
     * An event as it would stand on the topic.
     *
     * @param event its JSON
     */
    record PublishedEvent(String type, String event) {}

    @PostMapping("/internal/notifications")
    Mono<ResponseEntity<Void>> write(@RequestBody PublishedEvent published) {
        OrderEvent event = read(published);
        return blocking.call(() -> {
            writeNotifications.handle(List.of(new ReceivedEvent<>(event, Optional.empty())));
            return ResponseEntity.noContent().<Void>build();
        });
    }

    private static OrderEvent read(PublishedEvent published) {
        try {
            return EventStreams.ORDER
                    .read(published.type(), published.event())
                    .orElseThrow(() -> ProblemException.badField("type", "is no event"));
        } catch (MalformedEvent _) {
            throw ProblemException.badField("event", "is not such an event");
        }
    }
}
