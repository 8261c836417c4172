package dev.orderplatform.monolith.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        String orderId,
        Status status,
        long totalMinor,
        String currency,
        Instant createdAt,
        int version,
        @Nullable Rejection rejection,
        List<Line> lines,
        List<Step> history) {

    /** One entry of the history. */
    record Step(Status status, Instant at) {}

    /** The reason of a rejection. */
    record Rejection(String reason, List<String> skus) {

        static Rejection outOfStock(List<String> skus) {
            return new Rejection("OUT_OF_STOCK", List.copyOf(skus));
        }
    }

    /** The API shows the region; this stage has one. */
    @JsonProperty
    String region() {
        return "east";
    }

    @JsonProperty
    String durability() {
        return "REGION";
    }
}
