package dev.orderplatform.tools.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.tools.ledger.LedgerEntry;
import java.time.Instant;

/** Entries as the simulators write them. */
final class LedgerEntries {

    private LedgerEntries() {}

    static LedgerEntry captured(Instant at, String paymentId, long amount, String currency) {
        return entry("""
            {"type":"intent.captured","at":"%s","paymentId":"%s","amountMinor":%d,"currency":"%s","callbacks":[]}
            """.formatted(at, paymentId, amount, currency));
    }

    static LedgerEntry refunded(Instant at, String paymentId, long amount, String currency) {
        return entry("""
            {"type":"refund.succeeded","at":"%1$s","refundId":"%2$s-refund","attempt":1,"paymentId":"%2$s",
             "amountMinor":%3$d,"currency":"%4$s","callbacks":[]}
            """.formatted(at, paymentId, amount, currency));
    }

    static LedgerEntry booked(Instant at, String parcelId, String trackingNumber) {
        return entry("""
            {"type":"parcel.booked","at":"%1$s","key":"%2$s","parcelId":"%2$s","lines":[{"sku":"SKU-00001","quantity":1}],
             "carrier":"Swift","trackingNumber":"%3$s","dueAt":"%1$s"}
            """.formatted(at, parcelId, trackingNumber));
    }

    /** @param type such as parcel.shipped */
    static LedgerEntry parcel(String type, Instant at, String parcelId) {
        return entry("{\"type\":\"%s\",\"at\":\"%s\",\"parcelId\":\"%s\"}".formatted(type, at, parcelId));
    }

    static LedgerEntry faults(String type, Instant at) {
        return entry("{\"type\":\"%s\",\"at\":\"%s\",\"faults\":{}}".formatted(type, at));
    }

    static LedgerEntry entry(String json) {
        try {
            return new LedgerEntry("payment-provider", new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
