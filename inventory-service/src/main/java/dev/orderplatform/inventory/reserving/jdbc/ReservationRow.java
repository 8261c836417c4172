package dev.orderplatform.inventory.reserving.jdbc;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Reservation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of t_reservation. Many rows are sent to the database as one JSON document. */
record ReservationRow(
        @JsonProperty("order_id") long orderId,
        @JsonProperty("status") String status,
        @JsonProperty("skus") Collection<String> skus,
        @JsonProperty("quantities") Collection<Integer> quantities,
        @JsonProperty("rejection") @Nullable Rejection rejection,
        @JsonProperty("epoch") long epoch,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("traceparent") @Nullable String traceparent) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String document(List<Reservation> reservations, Map<Long, String> traceparents) {
        try {
            return JSON.writeValueAsString(reservations.stream()
                    .map(reservation -> of(reservation, traceparents))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reservation can't be written as JSON", e);
        }
    }

    static Reservation read(ResultSet row) throws SQLException {
        return new Reservation(
                row.getLong("order_id"),
                Reservation.Status.valueOf(row.getString("status")),
                demand(row),
                rejection(row),
                row.getLong("epoch"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static ReservationRow of(Reservation reservation, Map<Long, String> traceparents) {
        return new ReservationRow(
                reservation.orderId(),
                reservation.status().name(),
                reservation.demand().units().keySet(),
                reservation.demand().units().values(),
                reservation.rejection().orElse(null),
                reservation.epoch(),
                reservation.at().toString(),
                reservation.isWaiting() ? traceparents.get(reservation.orderId()) : null);
    }

    private static Demand demand(ResultSet row) throws SQLException {
        String[] skus = (String[]) row.getArray("skus").getArray();
        Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
        SortedMap<String, Integer> units = new TreeMap<>();
        for (int i = 0; i < skus.length; i++) {
            units.put(skus[i], quantities[i]);
        }
        return new Demand(units);
    }

    private static Optional<Rejection> rejection(ResultSet row) throws SQLException {
        String json = row.getString("rejection");
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, Rejection.class));
        } catch (JsonProcessingException e) {
            throw new SQLException("not a rejection: " + json, e);
        }
    }
}
