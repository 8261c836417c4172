package dev.orderplatform.order.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.History;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Refund;
import dev.orderplatform.order.domain.RefundReason;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StatusChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of an order that hold JSON. */
final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<StoredChange>> HISTORY = new TypeReference<>() {};

    private OrderJson() {}

    static String write(Rejection rejection) {
        return json(rejection);
    }

    static Rejection rejection(String json) {
        return read(json, new TypeReference<>() {});
    }

    static String write(Refund refund) {
        return json(StoredRefund.of(refund));
    }

    static Refund refund(String json) {
        return read(json, new TypeReference<StoredRefund>() {}).refund();
    }

    static String write(List<ParcelLine> lines) {
        return json(lines);
    }

    static List<ParcelLine> parcelLines(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Lines lines(String json) {
        return new Lines(read(json, LINES));
    }

    /**
     * @param region of the order's creation, for old entries that have none
     * @param epoch likewise
     */
    static History history(String json, String region, long epoch) {
        return new History(read(json, HISTORY).stream()
                .map(change -> change.orOf(region, epoch))
                .toList());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't be stored as JSON: " + value, e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored JSON is not valid", e);
        }
    }

    /** The refund, with the names of its event. */
    private record StoredRefund(
            String refundId, String paymentId, long amountMinor, String currency, RefundReason reason) {
        static StoredRefund of(Refund refund) {
            return new StoredRefund(
                    refund.id(),
                    refund.paymentId(),
                    refund.amount().minor(),
                    refund.amount().currency(),
                    refund.reason());
        }

        Refund refund() {
            return new Refund(refundId, paymentId, new Money(amountMinor, currency), reason);
        }
    }

    /** An entry of the history. Old ones lack region and epoch: they have those of the order's creation. */
    private record StoredChange(
            Status status,
            Instant at,
            @Nullable String region,
            @Nullable Long epoch) {
        StatusChange orOf(String createdIn, long createdInEpoch) {
            return new StatusChange(
                    status, at, region == null ? createdIn : region, epoch == null ? createdInEpoch : epoch);
        }
    }
}
