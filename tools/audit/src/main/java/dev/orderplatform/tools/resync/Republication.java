package dev.orderplatform.tools.resync;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.tools.client.Answer;
import java.util.List;
import java.util.function.Consumer;

/** Has the owner of orders publish their events again, and counts the results. */
final class Republication {
    /** The service takes 100 a request, and has five seconds for it. */
    private static final int PAGE = 50;

    private final OrderServices services;
    private final boolean anyAge;
    private final Consumer<String> teller;
    private long orders;
    private long events;
    private long left;

    /** @param anyAge also events of which consumers may have forgotten that they had them */
    Republication(OrderServices services, boolean anyAge, Consumer<String> teller) {
        this.services = services;
        this.anyAge = anyAge;
        this.teller = teller;
    }

    /**
     * Goes through orders of one owner, page by page.
     *
     * @param progress is called after each page with the number of orders that were asked for
     */
    void publish(String owner, List<Long> orderIds, Consumer<Integer> progress) {
        for (var from = 0; from < orderIds.size(); from += PAGE) {
            var page = orderIds.subList(from, Math.min(from + PAGE, orderIds.size()));
            var answer = services.republish(owner, page, anyAge);
            if (answer.status() == 200) {
                count(answer);
            } else {
                // One order that cannot be read must not hold up the others.
                page.forEach(orderId -> publish(owner, orderId));
            }
            progress.accept(from + page.size());
        }
    }

    /** Asks for one order alone; false when not all of its events are published. */
    boolean publish(String owner, long orderId) {
        var before = left;
        var answer = services.republish(owner, List.of(orderId), anyAge);
        if (answer.status() == 200) {
            count(answer);
        } else {
            leave(orderId, refusal(owner, answer));
        }
        return left == before;
    }

    private void count(Answer answer) {
        for (var order : answer.json().path("orders")) {
            var tooOld = order.path("tooOld").asInt();
            var published = order.path("published").asInt();
            orders += published > 0 ? 1 : 0;
            events += published;
            if (tooOld > 0) {
                leave(
                        order.path("orderId").asLong(),
                        ("%d of its events left out: they are more than %d days old, and consumers may have forgotten"
                                        + " that they had them; --any-age publishes them all the same")
                                .formatted(tooOld, EventRetention.REPLAY.toDays()));
            }
        }
    }

    private static String refusal(String owner, Answer answer) {
        return switch (answer.status()) {
            case 404 -> owner + " has no such order";
            case 421 ->
                "its slot has just moved to " + answer.json().path("owner").asText("another region")
                        + "; the same command again asks there";
            default ->
                "order-service-%s answered %d %s"
                        .formatted(
                                owner,
                                answer.status(),
                                answer.json().path("detail").asText(""));
        };
    }

    private void leave(long orderId, String reason) {
        left++;
        teller.accept(orderId + ": " + reason);
    }

    /** Orders of which events are published. */
    long orders() {
        return orders;
    }

    long events() {
        return events;
    }

    /** Orders of which not all events are published. */
    long left() {
        return left;
    }
}
