package dev.orderplatform.tools.resync;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.ControlDatabase;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes order events again: of some orders, or of all whose replica has a gap. */
@Command(
        name = "resync",
        description = {
            "Publishes order events again, made from the stored orders by the region that owns them,"
                    + " with the ids that they had.",
            "",
            "For an event that was lost: a lost OrderCancelledEvent holds stock for ever, a lost OrderConfirmedEvent"
                    + " stops a replica. Consumers that had an event ignore it. Inventory answers OrderCreatedEvent and"
                    + " OrderCancelledEvent with the stock event that it answered with before, so a lost stock event is"
                    + " repaired as well.",
            "",
            "Works on this machine, and in containers by: docker compose run --rm orderctl resync …"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; with --dry-run: no replica differs",
            "1:something is left: an order is unknown, a replica differs, or a part can't be reached"
        })
public final class ResyncCommand implements ToolCommand, Callable<Integer> {
    static final String STATUS =
            "./orderctl status shows which parts are up, ./orderctl up starts them; then the same command again.";

    private final Supplier<PlatformData> data;
    private final Supplier<OrderServices> services;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Scope scope;

    @Option(names = "--dry-run", description = "With --replicas: only lists what differs.")
    private boolean dryRun;

    @Option(
            names = "--any-age",
            description =
                    "Also events that are more than 14 days old. Consumers may have forgotten that they had them: a"
                            + " customer may be notified again.")
    private boolean anyAge;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description =
                    "With --replicas: leaves out orders that changed less than so long ago, as their events may be"
                            + " on their way (default: 10s).")
    private Duration grace = Duration.ofSeconds(10);

    /** Which orders are meant. */
    static final class Scope {
        @Option(
                names = "--events",
                paramLabel = "ORDER",
                arity = "1..*",
                description = "All events of these orders, by their ids.")
        private List<Long> events = List.of();

        @Option(
                names = "--replicas",
                description =
                        "Compares each region's orders with their replicas in the other one, and publishes the events"
                                + " of those whose replica is missing or has an earlier version. Replicas that differ"
                                + " otherwise are only reported.")
        private boolean replicas;
    }

    /** @param data where the platform keeps its data, and {@code services} its order-services: as it is by now */
    public ResyncCommand() {
        this(ThisPlatform.here()::data, () -> OrderServices.of(Platform.here()));
    }

    public ResyncCommand(Supplier<PlatformData> data, Supplier<OrderServices> services) {
        this.data = data;
        this.services = services;
    }

    @Override
    public Integer call() {
        if (dryRun && !scope.replicas) {
            throw new ParameterException(spec.commandLine(), "--dry-run goes with --replicas");
        }
        try {
            var left = scope.replicas ? replicas() : events();
            out().flush();
            return left ? 1 : 0;
        } catch (PlatformException e) {
            out().flush();
            spec.commandLine().getErr().println("resync: " + e.getMessage());
            spec.commandLine().getErr().println(STATUS);
            return 1;
        }
    }

    private Map<Integer, String> owners(PlatformData platform) {
        return ControlDatabase.slotOwners(platform.global(), platform.auditor());
    }

    /** True when the events of some order are not published. */
    private boolean events() {
        for (var orderId : scope.events) {
            if (orderId < 0) {
                throw new ParameterException(spec.commandLine(), "'" + orderId + "' is no order id");
            }
        }
        var owners = owners(data.get());
        var republication = new Republication(services.get(), anyAge, out()::println);
        var unreachable = new ArrayList<String>();
        for (var orderId : scope.events) {
            var owner = owners.getOrDefault(OrderId.slot(orderId).number(), "nobody");
            try {
                if (republication.publish(owner, orderId)) {
                    out().println(orderId + ": published again by " + owner);
                }
            } catch (PlatformException e) {
                unreachable.add(e.getMessage());
                out().println(orderId + ": " + e.getMessage());
            }
        }
        out().println("%d event(s) of %d order(s) published again"
                .formatted(republication.events(), republication.orders()));
        if (!unreachable.isEmpty()) {
            out().println(STATUS);
        } else if (republication.orders() > 0) {
            out().println("Consumers that had them ignore them. ./orderctl audit checks the result.");
        } else {
            out().println("Nothing was done. An order's id stands in the answer to its request, and in the"
                    + " customer's list of orders.");
        }
        return !unreachable.isEmpty() || republication.left() > 0;
    }

    /** True when a replica still differs. */
    private boolean replicas() {
        var platform = data.get();
        if (platform.regions().size() < 2) {
            out().println("Only one region runs: there are no replicas.");
            return false;
        }
        var resync = new ReplicaResync(
                platform,
                owners(platform),
                Instant.now().minus(grace),
                out(),
                spec.commandLine().getErr()::println);
        return resync.run(dryRun, new Republication(services.get(), anyAge, out()::println));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
