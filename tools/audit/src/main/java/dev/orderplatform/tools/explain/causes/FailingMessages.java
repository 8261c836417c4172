package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.Effects.Message;
import dev.orderplatform.tools.explain.evidence.Effects.Notification;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Webhooks and e-mails that wait or were given up. */
final class FailingMessages implements Finder {

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        return order.effects().notifications().stream()
                .flatMap(notification ->
                        Stream.concat(webhook(order, notification).stream(), email(order, notification).stream()));
    }

    private static Optional<Cause> webhook(OrderEvidence order, Notification notification) {
        return notification.webhook().flatMap(message -> switch (message.status()) {
            case "FAILED" ->
                Optional.of(Cause.of(
                        Cause.Kind.WEBHOOK,
                        "the webhook of %s was given up%s".formatted(notification.type(), after(message)),
                        "webhooks show --id " + notification.id(),
                        "webhooks replay --id " + notification.id()));
            case "WAITING" ->
                waiting(order, Cause.Kind.WEBHOOK, "webhook", notification, message)
                        .map(cause -> new Cause(
                                cause.kind(), cause.text(), List.of("webhooks show --id " + notification.id())));
            default -> Optional.empty();
        });
    }

    private static Optional<Cause> email(OrderEvidence order, Notification notification) {
        return notification.email().flatMap(message -> switch (message.status()) {
            case "FAILED" ->
                Optional.of(Cause.of(
                        Cause.Kind.EMAIL,
                        "the e-mail of %s was given up%s".formatted(notification.type(), after(message)),
                        "logs notification-service"));
            case "WAITING" -> waiting(order, Cause.Kind.EMAIL, "e-mail", notification, message);
            default -> Optional.empty();
        });
    }

    /** Before its first attempt nothing is wrong. */
    private static Optional<Cause> waiting(
            OrderEvidence order, Cause.Kind kind, String what, Notification notification, Message message) {
        return message.attempts() == 0
                ? Optional.empty()
                : Optional.of(Cause.of(
                        kind,
                        "the %s of %s is not delivered%s; the next attempt is %s"
                                .formatted(
                                        what,
                                        notification.type(),
                                        after(message),
                                        Formats.at(message.at(), order.now())),
                        "logs notification-service"));
    }

    private static String after(Message message) {
        return " after " + message.attempts() + " attempt(s)"
                + message.error().map(error -> ": " + error).orElse("");
    }
}
