package dev.orderplatform.tools.simulators.payments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Bodies of the provider's callbacks. */
final class PaymentCallbacks {

    private PaymentCallbacks() {}

    static String ofPayment(String type, String paymentId, long amountMinor, String currency, Instant at) {
        return amount(json(type, paymentId), amountMinor, currency, at);
    }

    /** @param amountMinor the refund's amount */
    static String ofRefund(
            String type,
            String paymentId,
            String refundId,
            int attempt,
            long amountMinor,
            String currency,
            Instant at) {
        return amount(
                json(type, paymentId).put("refundId", refundId).put("attempt", attempt), amountMinor, currency, at);
    }

    private static ObjectNode json(String type, String paymentId) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("paymentId", paymentId);
    }

    private static String amount(ObjectNode json, long amountMinor, String currency, Instant at) {
        return json.put("amountMinor", amountMinor)
                .put("currency", currency)
                .put("at", at.toString())
                .toString();
    }
}
