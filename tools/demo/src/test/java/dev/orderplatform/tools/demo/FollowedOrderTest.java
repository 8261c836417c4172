package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.tools.client.OrderStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowedOrderTest {

    private final List<String> lines = new ArrayList<>();
    private final List<String> reactions = new ArrayList<>();
    private final FollowedOrder order = new FollowedOrder(
            new LiveTimeline("CONFIRMED", lines::add),
            Map.of("CONFIRMED", _ -> reactions.add("pays"), "PAID", _ -> reactions.add("cancels")));

    @Test
    void everyStatusIsPrintedOnceEvenIfTheStreamSkipsOne() {
        assertThat(order("PENDING")).isFalse();
        assertThat(order("PENDING", "CONFIRMED", "PAID")).isFalse();
        assertThat(order("PENDING", "CONFIRMED", "PAID")).isFalse();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("PENDING", "order 7 in east");
        assertThat(lines.get(1)).contains("CONFIRMED", "3 units reserved");
        assertThat(lines.get(2)).contains("PAID", "CNY 19.99");
        assertThat(reactions).containsExactly("pays", "cancels");
    }

    @Test
    void parcelsAreShownWithTheirContentsAndProgress() {
        parcel("""
            {"parcelId":"7-2","status":"BOOKED","trackingNumber":null,"lines":[{"sku":"SKU-00001","quantity":4}]}
            """);
        parcel("""
            {"parcelId":"7-2","status":"BOOKED","trackingNumber":"SIM1","lines":[{"sku":"SKU-00001","quantity":4}]}
            """);
        parcel("""
            {"parcelId":"7-2","status":"SHIPPED","trackingNumber":"SIM1","lines":[{"sku":"SKU-00001","quantity":4}]}
            """);
        assertThat(lines.get(0)).endsWith("parcel 2 packed: 4 × SKU-00001");
        assertThat(lines.get(1)).endsWith("parcel 2 booked as SIM1");
        assertThat(lines.get(2)).endsWith("parcel 2 SHIPPED");
    }

    @Test
    void parcelsThatArriveWithTheLastOneArePrintedBeforeDelivered() {
        assertThat(order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED"))
                .as("the order is over")
                .isFalse();
        assertThat(lines).noneMatch(line -> line.contains("DELIVERED"));
        assertThat(order.end()).isEqualTo("DELIVERED");
        assertThat(lines.getLast()).contains("DELIVERED");
    }

    @Test
    void aCancelledOrderIsOver() {
        assertThat(order("PENDING", "CONFIRMED", "CANCELLED")).isTrue();
        assertThat(order.end()).isEqualTo("CANCELLED");
    }

    private boolean order(String... states) {
        var history = String.join(
                ",",
                List.of(states).stream()
                        .map(state -> "{\"status\":\"" + state + "\"}")
                        .toList());
        return order.report(new OrderStream.Event(false, json("""
            {"orderId":"7","region":"east","totalMinor":1999,"currency":"CNY","lines":[{"quantity":1},{"quantity":2}],
             "history":[%s]}
            """.formatted(history))));
    }

    private void parcel(String parcel) {
        assertThat(order.report(new OrderStream.Event(true, json(parcel)))).isFalse();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
