package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Sku;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.catalogue.CatalogueUnknown;
import dev.orderplatform.order.catalogue.Prices;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(2)
class NewOrdersIT {
    private static final Sku SKU = new Sku("SKU-00001");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @Test
    void oneRepeatedKeyAmongAHundredCostsTheOthersNothing() {
        AcceptOrders acceptOrders = service.bean(AcceptOrders.class);
        List<Long> users = LongStream.range(1, 10_000)
                .filter(user -> Shards.tableOfUser(user).database() == 2)
                .limit(100)
                .boxed()
                .toList();
        long orders = rows("t_order");
        long items = rows("t_order_item");
        Placement first = acceptOrders
                .accept(List.of(order(users.get(50), "key", (byte) 1)))
                .getFirst();

        List<NewOrder> batch = new ArrayList<>();
        users.forEach(user -> batch.add(order(user, "key", (byte) 1)));
        List<Placement> placements = acceptOrders.accept(batch);

        assertThat(placements.stream().filter(Placement.Placed.class::isInstance))
                .hasSize(99);
        assertThat(placements.get(50)).isEqualTo(new Placement.Repeated(((Placement.Placed) first).order()));
        assertThat(rows("t_order") - orders).isEqualTo(100);
        assertThat(rows("t_order_item") - items).isEqualTo(200);
    }

    @Test
    void otherBodyUnderTheSameKeyIsRefusedWithinABatch() {
        AcceptOrders acceptOrders = service.bean(AcceptOrders.class);
        long user = LongStream.range(20_000, 30_000)
                .filter(u -> Shards.tableOfUser(u).database() == 1)
                .findFirst()
                .orElseThrow();
        acceptOrders.accept(List.of(order(user, "k", (byte) 1)));
        assertThat(acceptOrders.accept(List.of(order(user, "k", (byte) 2), order(user, "k2", (byte) 2))))
                .satisfiesExactly(
                        refused -> assertThat(refused).isInstanceOf(Placement.Refused.class),
                        placed -> assertThat(placed).isInstanceOf(Placement.Placed.class));
    }

    @Test
    void orderWhoseKeyIsTakenLeavesNoEvent() {
        AcceptOrders acceptOrders = service.bean(AcceptOrders.class);
        long user = LongStream.range(30_000, 40_000)
                .filter(u -> Shards.tableOfUser(u).database() == 3)
                .findFirst()
                .orElseThrow();
        acceptOrders.accept(List.of(order(user, "taken", (byte) 1)));
        StoredOrder repeated = acceptOrders.number(order(user, "taken", (byte) 1));
        StoredOrder fresh = acceptOrders.number(order(user, "free", (byte) 1));
        List<StoredOrder> both = List.of(repeated, fresh);
        var table = Shards.tableOfUser(user);

        // Read before the commit, when the row can't have been published and deleted yet.
        Set<Long> withEvent = Transaction.run(service.bean(Shards.class).sharded(), transaction -> {
            Set<Long> taken = new OrderTables(transaction.connection())
                    .insert(
                            both,
                            both.stream()
                                    .map(order -> EventMessage.of(order.created(), Optional.empty()))
                                    .toList());
            assertThat(taken).containsExactly(repeated.id());
            try (PreparedStatement select = transaction.prepare(
                    TableStatement.hint(table) + "SELECT CAST(partition_key AS bigint) FROM t_outbox_" + table.index()
                            + " WHERE partition_key IN (?, ?)")) {
                select.setString(1, Long.toString(repeated.id()));
                select.setString(2, Long.toString(fresh.id()));
                try (ResultSet rows = select.executeQuery()) {
                    Set<Long> ids = new HashSet<>();
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                    return ids;
                }
            }
        });
        assertThat(withEvent).containsExactly(fresh.id());
    }

    @Test
    void retryOfAnOrderThatWouldBeRefusedNowGetsTheStoredAnswer() {
        Basket basket = new Basket(List.of(new Basket.Item(SKU, 2)), Durability.REGION);
        Placement first = place(service.bean(PlaceOrder.class), "retry", basket);
        PlacedOrder stored = ((Placement.Placed) first).order();
        for (Prices changed : List.<Prices>of(
                _ -> Optional.empty(), // it has left the catalogue
                _ -> Optional.of(new Money(Long.MAX_VALUE, "CNY")),
                _ -> {
                    throw new CatalogueUnknown();
                })) {
            PlaceOrder now = new PlaceOrder(changed, service.bean(OrderWriters.class), Optional.empty());
            assertThat(place(now, "retry", basket)).isEqualTo(new Placement.Repeated(stored));
            assertThat(place(now, "another", basket)).isInstanceOf(Placement.Refused.class);
            Basket other = new Basket(List.of(new Basket.Item(SKU, 3)), Durability.REGION);
            assertThat(refusal(place(now, "retry", other))).isEqualTo(PlacementError.Simple.KEY_REUSED);
        }
    }

    /** As if a platform of two regions had been reduced to one. */
    @Test
    void retryOfAMultiRegionOrderGetsTheStoredAnswerWhereThereIsNoOtherRegionNow() {
        Basket basket = new Basket(List.of(new Basket.Item(SKU, 2)), Durability.MULTI_REGION);
        PlaceOrder placeOrder = service.bean(PlaceOrder.class);
        assertThat(refusal(place(placeOrder, "both", basket))).isEqualTo(PlacementError.Simple.NO_OTHER_REGION);
        Lines lines = new Lines(List.of(new Line("SKU-00001", 2, 1999)));
        NewOrder earlier = new NewOrder(
                Slot.ofUser(50),
                50,
                "both",
                basket.hash(),
                Durability.MULTI_REGION,
                lines,
                new Money(3998, "CNY"),
                TRACE);
        Placement stored =
                service.bean(AcceptOrders.class).accept(List.of(earlier)).getFirst();
        assertThat(place(placeOrder, "both", basket))
                .isEqualTo(new Placement.Repeated(((Placement.Placed) stored).order()));
    }

    @Test
    void theAppRoleWritesRowsOfTheServiceOnly() {
        assertThat(service.restrictedTables("0"))
                .containsExactly(
                        "flyway_schema_history []",
                        "t_key_retention [SELECT UPDATE]",
                        "t_worker_lease [SELECT UPDATE]");
        assertThat(service.restrictedTables("control"))
                .contains("flyway_schema_history []", "t_slot [SELECT]", "t_slot_grant []");
    }

    private static Placement place(PlaceOrder placeOrder, String key, Basket basket) {
        return placeOrder.place(Slot.ofUser(50), 50, key, basket, TRACE).join();
    }

    private static PlacementError refusal(Placement placement) {
        return ((Placement.Refused) placement).error();
    }

    private static long rows(String table) {
        return LongStream.range(0, 8)
                .map(n -> service.count(2, "SELECT count(*) FROM " + table + "_" + n))
                .sum();
    }

    private static NewOrder order(long user, String key, byte hash) {
        return new NewOrder(
                Slot.ofUser(user),
                user,
                key,
                Base64.getEncoder().encodeToString(new byte[] {hash}),
                Durability.REGION,
                new Lines(List.of(new Line("SKU-00001", 1, 1), new Line("SKU-00002", 2, 1))),
                new Money(3, "CNY"),
                TRACE);
    }
}
