package dev.orderplatform.tools.simulators.payments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.IntentSettled;
import dev.orderplatform.tools.simulators.payments.PaymentEntry.RefundSettled;
import java.time.Instant;

/** Bodies of the provider's callbacks. */
final class PaymentCallbacks {

    private PaymentCallbacks() {}

    static String of(String type, IntentSettled intent) {
        return amount(json(type, intent.paymentId()), intent.amountMinor(), intent.currency(), intent.at());
    }

    static String of(String type, RefundSettled refund) {
        var json = json(type, refund.paymentId())
                .put("refundId", refund.refundId())
                .put("attempt", refund.attempt());
        return amount(json, refund.amountMinor(), refund.currency(), refund.at());
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
