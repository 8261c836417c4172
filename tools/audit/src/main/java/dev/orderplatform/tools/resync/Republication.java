package dev.orderplatform.tools.resync;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.tools.client.Answer;
import java.util.List;
import java.util.function.Consumer;

/** Requests that the owners of orders publish their events again, and counts the results. */
final class Republication {
    /** The service accepts up to 100 orders and five seconds a request. */
    private static final int PAGE_SIZE = 50;

    private final OrderServices services;
    private final boolean anyAge;
    private final Consumer<String> printer;
    private long orders;
    private long events;
    private long incomplete;

    /** @param anyAge include events that consumers may no longer recognise as duplicates */
    Republication(OrderServices services, boolean anyAge, Consumer<String> printer) {
        this.services = services;
        this.anyAge = anyAge;
        this.printer = printer;
    }

    /**
     * Publishes the events of one owner's orders, page by page.
     *
     * @param progress called after each page with the number of processed orders
     */
    void publish(String owner, List<Long> orderIds, Consumer<Integer> progress) {
        for (var from = 0; from < orderIds.size(); from += PAGE_SIZE) {
            var page = orderIds.subList(from, Math.min(from + PAGE_SIZE, orderIds.size()));
            var answer = services.republish(owner, page, anyAge);
            if (answer.status() == 200) {
                count(answer);
            } else {
                // One unreadable order must not block the others.
                page.forEach(orderId -> publish(owner, orderId));
            }
            progress.accept(from + page.size());
        }
    }

    /** Publishes the events of one order. Returns false if not all are published. */
    boolean publish(String owner, long orderId) {
        var before = incomplete;
        var answer = services.republish(owner, List.of(orderId), anyAge);
        if (answer.status() == 200) {
            count(answer);
        } else {
            reportIncomplete(orderId, failureReason(owner, answer));
        }
        return incomplete == before;
    }

    private void count(Answer answer) {
        for (var order : answer.json().path("orders")) {
            var tooOld = order.path("tooOld").asInt();
            var published = order.path("published").asInt();
            orders += published > 0 ? 1 : 0;
            events += published;
            if (tooOld > 0) {
                reportIncomplete(
                        order.path("orderId").asLong(),
                        ("%d of its events not published: they are more than %d days old, and consumers may no longer"
                                        + " recognise them as duplicates; --any-age publishes them")
                                .formatted(tooOld, EventRetention.REPLAY.toDays()));
            }
        }
    }

    private static String failureReason(String owner, Answer answer) {
        return switch (answer.status()) {
            case 404 -> owner + " has no such order";
            case 421 ->
                "its slot has just moved to " + answer.json().path("owner").asText("another region")
                        + "; repeat the command";
            default ->
                "order-service-%s answered %d %s"
                        .formatted(
                                owner,
                                answer.status(),
                                answer.json().path("detail").asText(""));
        };
    }

    private void reportIncomplete(long orderId, String reason) {
        incomplete++;
        printer.accept(orderId + ": " + reason);
    }

    /** Number of orders with published events. */
    long orders() {
        return orders;
    }

    long events() {
        return events;
    }

    /** Number of orders whose events are not all published. */
    long incomplete() {
        return incomplete;
    }
}
