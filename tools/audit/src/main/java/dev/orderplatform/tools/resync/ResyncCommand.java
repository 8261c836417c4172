package dev.orderplatform.tools.resync;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.ControlDatabase;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
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

/** Publishes order events again, of given orders or of all orders whose replica has a gap. */
@Command(
        name = "resync",
        description = {
            "Publishes order events again. The owning region creates them from the stored orders,"
                    + " with their original ids.",
            "",
            "Repairs lost events: a lost OrderCancelledEvent leaves stock reserved, a lost OrderConfirmedEvent stops a"
                + " replica. Consumers ignore events that they have applied. Inventory answers OrderCreatedEvent and"
                + " OrderCancelledEvent with the same stock event as before, so lost stock events are repaired, too.",
            "",
            "For a platform in containers: docker compose run --rm orderctl resync …"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done; with --dry-run: no replica differs",
            "1:incomplete: an order is unknown, a replica differs, or a part can't be reached"
        })
public final class ResyncCommand implements ToolCommand, Callable<Integer> {
    static final String STATUS =
            "./orderctl status shows which parts are up, ./orderctl up starts them. Then repeat the command.";

    private final Supplier<PlatformData> data;
    private final Supplier<OrderServices> services;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Scope scope;

    @Option(names = "--dry-run", description = "With --replicas: only list differences.")
    private boolean dryRun;

    @Option(
            names = "--any-age",
            description = "Include events that are more than 14 days old. Consumers may apply them twice: a"
                    + " customer may be notified again.")
    private boolean anyAge;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "With --replicas: ignore orders changed within this time, as their events may be"
                    + " in transit (default: 10s).")
    private Duration grace = Duration.ofSeconds(10);

    /** Selects orders. */
    static final class Scope {
        @Option(
                names = "--events",
                paramLabel = "ORDER",
                arity = "1..*",
                description = "Publish all events of the orders with these ids.")
        private List<Long> events = List.of();

        @Option(
                names = "--replicas",
                description =
                        "Compare each region's orders with their replicas in the other region, and publish the events"
                                + " of orders whose replica is missing or behind. Replicas that differ"
                                + " otherwise are only reported.")
        private boolean replicas;
    }

    public ResyncCommand() {
        this(SupervisedPlatform.here()::data, () -> OrderServices.of(Platform.here()));
    }

    public ResyncCommand(Supplier<PlatformData> data, Supplier<OrderServices> services) {
        this.data = data;
        this.services = services;
    }

    @Override
    public Integer call() {
        if (dryRun && !scope.replicas) {
            throw new ParameterException(spec.commandLine(), "--dry-run requires --replicas");
        }
        try {
            var incomplete = scope.replicas ? replicas() : events();
            out().flush();
            return incomplete ? 1 : 0;
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

    /** Returns whether events of some order are not published. */
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
            out().println("Consumers ignore events that they have applied. ./orderctl audit checks the result.");
        } else {
            out().println("Nothing was published. Order ids are in the response to the order request and in the"
                    + " customer's list of orders.");
        }
        return !unreachable.isEmpty() || republication.incomplete() > 0;
    }

    /** Returns whether a replica still differs. */
    private boolean replicas() {
        var platform = data.get();
        if (platform.regions().size() < 2) {
            out().println("There is only one region, so there are no replicas.");
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
