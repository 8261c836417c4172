package dev.orderplatform.tools.drill;

import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

/** A customer's orders that are paid later, some of which are cancelled after that. Used by one thread. */
final class OpenOrders {

    /**
     * So many orders wait, about a second: meanwhile an order is confirmed, or its payment captured, or its parcel
     * shipped.
     */
    private static final int WAITING = 5;

    private static final int MAX_ATTEMPTS = 5;

    private final Gateway gateway;
    private final PatientClient client;
    private final AcknowledgementLog acknowledgements;
    private final SplittableRandom random;
    private final Queue<Open> open = new ArrayDeque<>();

    OpenOrders(Gateway gateway, PatientClient client, AcknowledgementLog acknowledgements, SplittableRandom random) {
        this.gateway = gateway;
        this.client = client;
        this.acknowledgements = acknowledgements;
        this.random = random;
    }

    /**
     * An order with its next step.
     *
     * @param key the order's idempotency key
     * @param paid whether to cancel it; otherwise to pay it
     * @param attempts number of refused payments
     */
    private record Open(String token, String id, String key, boolean paid, int attempts) {}

    /** An accepted order: its customer may pay it. */
    void add(String token, String id, String key) {
        if (random.nextInt(4) > 0) {
            open.add(new Open(token, id, key, false, 0));
        }
    }

    /** Makes the next step of the oldest order, if enough are waiting. Returns the number of accepted payments. */
    int goOn() {
        if (open.size() <= WAITING) {
            return 0;
        }
        var order = open.remove();
        if (order.paid) {
            cancel(order.token, order.id);
            return 0;
        }
        return pay(order) ? 1 : 0;
    }

    private boolean pay(Open order) {
        // The same key for each attempt: a refused request does not use it up.
        var key = order.key + "-pay";
        return client.send(() -> gateway.pay(order.token, key, order.id))
                .filter(answer -> paid(order, key, answer))
                .isPresent();
    }

    private boolean paid(Open order, String key, Answer answer) {
        switch (answer.status()) {
            case 200, 201 -> {
                acknowledgements.add(Acknowledgement.payment(
                        key, answer.json().path("paymentId").asText()));
                if (random.nextInt(4) == 0) {
                    open.add(new Open(order.token, order.id, order.key, true, 0));
                }
                return true;
            }
            // Not confirmed yet, or never.
            case 409 -> {
                if (order.attempts < MAX_ATTEMPTS) {
                    open.add(new Open(order.token, order.id, order.key, false, order.attempts + 1));
                }
            }
            default -> client.addViolation("a payment was answered", answer);
        }
        return false;
    }

    /** 409 is a correct answer, too: the order was rejected, or a parcel has left. */
    void cancel(String token, String id) {
        client.send(() -> gateway.cancel(token, id)).ifPresent(answer -> {
            if (answer.status() == 200) {
                acknowledgements.add(Acknowledgement.cancel(id));
            } else if (answer.status() != 409) {
                client.addViolation("a cancel was answered", answer);
            }
        });
    }
}
