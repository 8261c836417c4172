package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.explain.evidence.Home;
import dev.orderplatform.tools.explain.evidence.Parts;
import dev.orderplatform.tools.explain.evidence.StoredOrder;
import dev.orderplatform.tools.explain.evidence.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An order's rows in all regions.
 *
 * @param order that of its home region; a replica if that can't be read
 * @param replica the row of another region
 */
record FoundOrder(Home home, StoredOrder order, Optional<StoredOrder> replica) {

    private static final String OWNER = "SELECT region FROM t_slot WHERE slot = ";

    /**
     * @param parts their states, for the reason why a region can't be read
     * @return empty if no region has it
     * @throws PlatformException if no region has it and a region could not be read
     */
    static Optional<FoundOrder> find(PlatformData data, OrderRows rows, long id, Sources sources, Parts parts) {
        var owner = sources.begin("control database", Optional.<String>empty(), () -> owner(data, id));
        var reading = new ArrayList<Supplier<Optional<StoredOrder>>>();
        for (var region : data.regions()) {
            reading.add(sources.begin(
                    "order-service-" + region.name(),
                    Optional.<StoredOrder>empty(),
                    () -> rows.read(region, data.paymentWindow())));
        }
        var found = reading.stream().flatMap(row -> row.get().stream()).toList();
        if (found.isEmpty()) {
            requireRead(id, sources, parts);
            return Optional.empty();
        }
        return Optional.of(
                of(data, rows, id, owner.get().orElse(found.getFirst().region()), found));
    }

    private static Optional<String> owner(PlatformData data, long id) {
        try (var control = ReadOnlyDatabase.open(data.global(), "control", data.auditor())) {
            return Row.of(control, OWNER + OrderId.slot(id).number()).stream()
                    .map(row -> row.text("region"))
                    .findFirst();
        }
    }

    private static void requireRead(long id, Sources sources, Parts parts) {
        var unread = sources.unread().stream()
                .filter(missing -> missing.part().startsWith("order-service"))
                .map(Unread::reason)
                .collect(Collectors.joining("; "));
        if (!unread.isEmpty()) {
            var notReady = parts.notReady().stream()
                    .filter(state -> state.part().startsWith("postgres"))
                    .map(state -> ". " + state.part() + " " + state.text())
                    .collect(Collectors.joining());
            throw new PlatformException("Cannot find out whether there is an order " + id + ": " + unread + notReady);
        }
    }

    private static FoundOrder of(PlatformData data, OrderRows rows, long id, String owner, List<StoredOrder> found) {
        var own = found.stream().filter(row -> row.readIn().equals(owner)).findFirst();
        var other = found.stream().filter(row -> !row.readIn().equals(owner)).findFirst();
        var home = new Home(
                owner,
                data.regions().stream()
                        .map(RegionData::name)
                        .filter(name -> !name.equals(owner))
                        .toList(),
                OrderId.slot(id).number(),
                rows.database(),
                rows.table());
        return new FoundOrder(home, own.or(() -> other).orElseThrow(), own.flatMap(_ -> other));
    }
}
