package dev.orderplatform.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.tools.client.OrderStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Prints what the stream of an order reports, until the order is over. Its customer may react to each status. */
final class FollowedOrder {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Set<String> LAST = Set.of("DELIVERED", "REFUNDED", "CANCELLED", "REJECTED");

    private final LiveTimeline timeline;
    private final Map<String, Consumer<JsonNode>> reactions;
    private int reported;
    private String status = "unknown";
    private String meaning = "";

    /** @param reactions what the customer does when the order has reached a status */
    FollowedOrder(LiveTimeline timeline, Map<String, Consumer<JsonNode>> reactions) {
        this.timeline = timeline;
        this.reactions = Map.copyOf(reactions);
    }

    /** Returns the order's last status. */
    String follow(Placed placed, OrderStream streams) throws IOException, InterruptedException {
        streams.read(placed.customer().token(), placed.orderId(), TIMEOUT, this::report);
        return end();
    }

    /** Returns whether the order is over. */
    boolean report(OrderStream.Event event) {
        if (event.parcel()) {
            parcel(event.data());
            return false;
        }
        var history = event.data().path("history");
        // The stream may skip a status; the history does not.
        while (reported < history.size()) {
            status(history.get(reported++).path("status").asText(), event.data());
        }
        // After DELIVERED come the parcels that have arrived; then the stream ends.
        return LAST.contains(status) && !status.equals("DELIVERED");
    }

    /** Prints the last status, below what led to it. */
    String end() {
        if (LAST.contains(status)) {
            timeline.status(status, meaning);
        }
        return status;
    }

    private void status(String reached, JsonNode order) {
        status = reached;
        meaning = meaning(reached, order);
        if (!LAST.contains(reached)) {
            timeline.status(reached, meaning);
        }
        reactions.getOrDefault(reached, _ -> {}).accept(order);
    }

    private static String meaning(String status, JsonNode order) {
        return switch (status) {
            case "PENDING" ->
                "order %s in %s"
                        .formatted(
                                order.path("orderId").asText(),
                                order.path("region").asText());
            case "CONFIRMED" -> units(order) + " reserved";
            case "PAID" -> OrderJson.amount(order) + " captured by the provider";
            case "SHIPPED" -> "the first parcel has left";
            case "DELIVERED" -> "all parcels have arrived";
            case "REFUND_PENDING" -> units(order) + " back in stock";
            case "REFUNDED" -> OrderJson.amount(order) + " paid back by the provider";
            case "CANCELLED" -> units(order) + " released";
            default -> "";
        };
    }

    private static String units(JsonNode order) {
        var units = StreamSupport.stream(order.path("lines").spliterator(), false)
                .mapToInt(line -> line.path("quantity").asInt())
                .sum();
        return units == 1 ? "1 unit" : units + " units";
    }

    private void parcel(JsonNode parcel) {
        var id = parcel.path("parcelId").asText();
        var number = id.substring(id.lastIndexOf('-') + 1);
        timeline.note("parcel %s %s".formatted(number, progress(parcel)));
    }

    private static String progress(JsonNode parcel) {
        var status = parcel.path("status").asText();
        if (!status.equals("BOOKED")) {
            return status;
        }
        return parcel.path("trackingNumber").isTextual()
                ? "booked as " + parcel.path("trackingNumber").asText()
                : "packed: " + contents(parcel);
    }

    private static String contents(JsonNode parcel) {
        return StreamSupport.stream(parcel.path("lines").spliterator(), false)
                .map(line -> "%d × %s"
                        .formatted(
                                line.path("quantity").asInt(), line.path("sku").asText()))
                .collect(Collectors.joining(", "));
    }
}
