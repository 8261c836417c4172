package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventSetTest {

    private final EventSet events = new EventSet("order");

    @Test
    void behavesLikeAHashSet() {
        var expected = new HashSet<OrderEventId>();
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++) {
            var event = new OrderEventId(
                    "order", 1L << 60 | random.nextInt(1, 9_000), random.nextInt(1, 3), random.nextInt(1, 5));
            assertThat(events.add(event)).isEqualTo(expected.add(event));
        }
        var found = new HashSet<OrderEventId>();
        events.forEach(found::add);
        assertThat(found).isEqualTo(expected);
        assertThat(events.size()).isEqualTo(expected.size());
        assertThat(events.contains(new OrderEventId("order", 1, 1, 1))).isFalse();
    }

    @Test
    void partsOfAnOrderAreDistinct() {
        var parcels = new EventSet("parcel");
        assertThat(parcels.add(new OrderEventId("parcel", 4711, 1, 1, 1))).isTrue();
        assertThat(parcels.add(new OrderEventId("parcel", 4711, 2, 1, 1))).isTrue();
        assertThat(parcels.add(new OrderEventId("parcel", 4711, 2, 1, 1))).isFalse();
        assertThat(parcels.contains(new OrderEventId("parcel", 4711, 3, 1, 1))).isFalse();
        var found = new HashSet<String>();
        parcels.forEach(event -> found.add(event.toString()));
        assertThat(found).containsExactlyInAnyOrder("parcel-4711-1-1-1", "parcel-4711-2-1-1");
    }

    @Test
    void readsIdsOfEventsOnly() {
        assertThat(OrderEventId.parse("order-4711-3-2")).contains(new OrderEventId("order", 4711, 3, 2));
        assertThat(OrderEventId.parse("stock-4711-1-1")).contains(new OrderEventId("stock", 4711, 1, 1));
        assertThat(OrderEventId.parse("payment-4711-2-3-1")).contains(new OrderEventId("payment", 4711, 2, 3, 1));
        assertThat(OrderEventId.parse("parcel-4711-12-1-4")).contains(new OrderEventId("parcel", 4711, 12, 1, 4));
        for (var other : new String[] {
            "",
            "order-4711",
            "order-0-1-1",
            "order-9999999999999999999-1-1",
            "order-x-1-1",
            "order-4711-1-1-1",
            "parcel-4711-1-1",
            "parcel-4711-0-1-1"
        }) {
            assertThat(OrderEventId.parse(other)).isEmpty();
        }
    }

    @Test
    void removedEntriesAreGone() {
        var map = new OrderMap();
        for (var id = 1L; id <= 5_000; id++) {
            map.put(id, id);
        }
        for (var id = 1L; id <= 5_000; id += 2) {
            map.remove(id);
        }
        assertThat(map.get(2)).isEqualTo(2);
        assertThat(map.get(1)).isZero();
        var left = new long[1];
        map.forEach((_, _) -> left[0]++);
        assertThat(left[0]).isEqualTo(2_500);
    }
}
