package dev.orderplatform.tools.demo;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Demonstrates a MULTI_REGION order, a stock transfer, and a global transaction whose second branch fails. */
final class AcrossRegions {

    private final Gateway gateway;
    private final LocalPlatform platform;
    private final Expectations expectations;
    private final Consumer<String> out;
    private final List<Acknowledgement> transfers = new ArrayList<>();
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    AcrossRegions(Gateway gateway, LocalPlatform platform, Expectations expectations, Consumer<String> out) {
        this.gateway = gateway;
        this.platform = platform;
        this.expectations = expectations;
        this.out = out;
    }

    /** Does nothing with one region. Returns the accepted orders, to be audited. */
    List<Placed> show() throws IOException {
        var placed = new ArrayList<Placed>();
        if (platform.data().regions().size() > 1) {
            out.accept("");
            out.accept("Across regions");
            order(placed);
            transfer();
            failing();
        }
        return placed;
    }

    /** The acknowledged transfers. */
    List<Acknowledgement> transfers() {
        return List.copyOf(transfers);
    }

    private void order(List<Placed> placed) throws IOException {
        var customer = customer();
        var key = "across-" + run;
        var body = body("MULTI_REGION");
        var answer = Retries.sendWithRetry(() -> gateway.placeOrder(customer.token(), key, body));
        var stored = answer.status() == 201 || answer.status() == 200;
        expectations.check(stored, "a MULTI_REGION order was answered " + answer.body());
        if (!stored) {
            return;
        }
        var order = answer.json();
        var id = order.path("orderId").asText();
        out.accept("  A MULTI_REGION order: " + id + " of "
                + order.path("region").asText() + ", xid " + order.path("xid").asText());
        for (var region : platform.data().regions()) {
            var rows = rows(region, "order_id = " + id);
            var table = ShardMap.even().tableOf(OrderId.slot(Long.parseLong(id)));
            out.accept("    %-5s order_ds_%d.t_order_%d: %s"
                    .formatted(region.name(), table.database(), table.index(), String.join(", ", rows)));
            expectations.check(rows.size() == 1, "order " + id + " has " + rows.size() + " rows in " + region.name());
        }
        placed.add(new Placed(customer, key, id, Optional.empty()));
    }

    private void transfer() throws IOException {
        var operator = gateway.token(1, "operator");
        var regions = platform.data().regions();
        var sku = anySku();
        var body = "{\"sku\":\"%s\",\"quantity\":1,\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(sku, regions.getFirst().name(), regions.getLast().name());
        var before = gateway.get(operator, "/api/v1/stock/" + sku).body();
        var key = "transfer-" + run;
        var answer =
                Retries.sendWithRetry(() -> gateway.post(operator, Optional.of(key), "/api/v1/stock/transfers", body));
        if (answer.status() == 201 || answer.status() == 200) {
            transfers.add(Acknowledgement.transfer(
                    key, answer.json().path("transferId").asText()));
        }
        out.accept("  A transfer: " + answer.status() + " " + answer.body());
        out.accept("    before " + before);
        out.accept("    after  " + gateway.get(operator, "/api/v1/stock/" + sku).body());
        // 409: the SKU is sold out.
        expectations.check(
                List.of(200, 201, 409).contains(answer.status()), "the transfer was answered " + answer.body());
    }

    private void failing() throws IOException {
        var customer = customer();
        var home = gateway.placeOrder(customer.token(), "home-" + run, body("REGION"));
        var region = home.json().path("region").asText();
        var other = platform.data().regions().stream()
                .map(RegionData::name)
                .filter(name -> !name.equals(region))
                .findFirst()
                .orElseThrow();
        var answers = new ArrayList<Answer>();
        platform.whileFrozen("order-service-" + other, () -> answers.add(placeUnchecked(customer, "half-" + run)));
        var status = answers.getFirst().status();
        out.accept("  A global transaction whose second branch fails, because the order-service of " + other
                + " is frozen: answered " + status);
        expectations.check(status == 503, "an order without the branch in " + other + " was answered " + status);
        var mine = "user_id = " + customer.userId() + " AND idempotency_key = 'half-" + run + "'";
        var gone = Await.until(
                Retries.TIMEOUT,
                () -> platform.data().regions().stream()
                        .allMatch(data -> rows(data, mine).isEmpty()));
        out.accept("    its remaining rows in both regions: " + (gone ? "none" : "some"));
        expectations.check(gone, "a failed global transaction has left rows");
    }

    private Customer customer() {
        var user = ThreadLocalRandom.current().nextLong(1, 1_000_000);
        return new Customer(user, gateway.token(user, "orders"));
    }

    private Answer placeUnchecked(Customer customer, String key) {
        return Retries.sendOnce(() -> gateway.placeOrder(customer.token(), key, body("MULTI_REGION")));
    }

    private static String body(String durability) {
        return "{\"lines\":[%s],\"durability\":\"%s\"}".formatted(OrderJson.line(anySku(), 1), durability);
    }

    private static String anySku() {
        return DemoOrders.sku(ThreadLocalRandom.current().nextInt(1, SkuPicker.CATALOGUE + 1));
    }

    private static List<String> rows(RegionData region, String condition) {
        var databases = RegionDatabases.open(region);
        try {
            var rows = new ArrayList<String>();
            databases.eachTable(
                    "SELECT status FROM t_order_{n} WHERE " + condition, (_, row) -> rows.add(row.getString(1)));
            return rows;
        } finally {
            databases.close();
        }
    }
}
