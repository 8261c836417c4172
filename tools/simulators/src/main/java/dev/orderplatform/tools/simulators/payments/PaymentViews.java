package dev.orderplatform.tools.simulators.payments;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payments and refunds as clients see them. */
final class PaymentViews {
    private final Refunds refunds;
    private final URI url;

    PaymentViews(Refunds refunds, URI url) {
        this.refunds = refunds;
        this.url = url;
    }

    /** The answer to a registration. */
    Map<String, Object> summary(Intent intent) {
        var view = new LinkedHashMap<String, Object>();
        view.put("paymentId", intent.paymentId());
        view.put("status", intent.status());
        view.put("providerUrl", url.resolve("/v1/intents/" + intent.paymentId()).toString());
        return view;
    }

    /** With what was captured, if it was, and all refunds. */
    Map<String, Object> of(Intent intent) {
        var view = summary(intent);
        view.put("amountMinor", intent.money().amountMinor());
        view.put("currency", intent.money().currency());
        intent.captured().ifPresent(captured -> view.put("captured", captured));
        view.put("refundedMinor", refunds.refundedMinor(intent));
        view.put("refunds", refunds.of(intent).stream().map(this::of).toList());
        return view;
    }

    Map<String, Object> of(Refund refund) {
        var view = new LinkedHashMap<String, Object>();
        view.put("refundId", refund.refundId());
        view.put("attempt", refund.attempt());
        view.put("paymentId", refund.paymentId());
        view.put("amountMinor", refund.money().amountMinor());
        view.put("currency", refund.money().currency());
        view.put("status", refund.status());
        return view;
    }
}
