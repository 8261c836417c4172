package dev.orderplatform.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;

/** The stored callbacks that arrived while the simulator that sends them was held by {@code stop}, and took effect. */
final class HeldCallbacks {

    private static final String SINCE = """
        SELECT order_id, number, type, body, (extract(epoch FROM received_at) * 1000)::bigint
        FROM t_callback WHERE status = 'APPLIED' AND received_at >= to_timestamp({since} / 1000.0)
        """;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Evidence evidence;

    HeldCallbacks(Evidence evidence) {
        this.evidence = evidence;
    }

    @FunctionalInterface
    private interface Callback {
        void read(PartId subject, String type, JsonNode body);
    }

    HeldPayments payments() {
        var held = new HeldPayments();
        for (var region : evidence.regions()) {
            each(evidence.payments(region), evidence.holds(Ledgers.PROVIDER), (payment, type, body) -> {
                switch (type) {
                    case "payment.captured" -> held.captured(movement(payment, body, 1));
                    case "refund.succeeded" ->
                        held.refunded(body.path("refundId").asText(), movement(payment, body, -1));
                    default -> {} // no money has moved
                }
            });
        }
        return held;
    }

    HeldParcels parcels() {
        var held = new HeldParcels();
        for (var region : evidence.regions()) {
            each(
                    evidence.logistics(region),
                    evidence.holds(Ledgers.CARRIER),
                    (parcel, type, body) ->
                            held.add(parcel, type, body.path("trackingNumber").asText()));
        }
        return held;
    }

    private static Movement movement(PartId payment, JsonNode body, int sign) {
        return new Movement(
                payment,
                sign * body.path("amountMinor").asLong(),
                body.path("currency").asText());
    }

    private static void each(ReadOnlyDatabase database, TimeIntervals holds, Callback reader) {
        holds.first()
                .ifPresent(since -> database.each(SINCE.replace("{since}", Long.toString(since)), row -> {
                    if (holds.contains(row.getLong(5))) {
                        reader.read(new PartId(row.getLong(1), row.getInt(2)), row.getString(3), json(row.getBytes(4)));
                    }
                }));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new PlatformException("A stored callback is not JSON: " + e.getMessage(), e);
        }
    }
}
