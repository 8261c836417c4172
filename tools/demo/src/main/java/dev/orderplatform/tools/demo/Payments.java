package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.Gateway;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Customers pay and cancel their orders. Keeps what the platform acknowledged, for the audit. */
final class Payments {

    private final Gateway gateway;
    private final Expectations expectations;
    private final Queue<Acknowledgement> acknowledged = new ConcurrentLinkedQueue<>();

    Payments(Gateway gateway, Expectations expectations) {
        this.gateway = gateway;
        this.expectations = expectations;
    }

    List<Acknowledgement> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Requests the payment of a confirmed order. Returns the payment's id. */
    Optional<String> pay(Placed order) {
        var key = order.key() + "-pay";
        var answer = Retries.sendWithRetry(() -> gateway.pay(order.customer().token(), key, order.orderId()));
        var accepted = answer.status() == 201 || answer.status() == 200;
        expectations.check(
                accepted,
                "the payment of order %s was answered %d %s"
                        .formatted(order.orderId(), answer.status(), answer.body()));
        if (!accepted) {
            return Optional.empty();
        }
        var paymentId = answer.json().path("paymentId").asText();
        acknowledged.add(Acknowledgement.payment(key, paymentId));
        return Optional.of(paymentId);
    }

    /** Cancels an order. Returns false if a parcel has left already. */
    boolean cancel(Placed order) {
        var answer = Retries.sendWithRetry(() -> gateway.cancel(order.customer().token(), order.orderId()));
        expectations.check(
                answer.status() == 200 || answer.status() == 409,
                "the cancel of order %s was answered %d %s".formatted(order.orderId(), answer.status(), answer.body()));
        if (answer.status() == 200) {
            acknowledged.add(Acknowledgement.cancel(order.orderId()));
        }
        return answer.status() == 200;
    }
}
