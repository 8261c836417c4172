package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the platform at work, from nothing to a verdict. */
@Command(
        name = "demo",
        description = "Starts the platform if needed, sends customers shopping, and shows what became of their orders.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all checks passed", "1:a check failed"})
public final class DemoCommand implements ToolCommand, Callable<Integer> {

    private static final int AT_ONCE = 32;

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Another gateway than the one on this machine; its databases are not looked at.")
    private Optional<String> target = Optional.empty();

    public DemoCommand() {
        this(ThisPlatform.here());
    }

    public DemoCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (target.isPresent()) {
            return show(target.get());
        }
        var stop = new Thread(platform::stop);
        var ours = !platform.up();
        if (ours) {
            // Ctrl-C during the demo takes away what the demo brought.
            Runtime.getRuntime().addShutdownHook(stop);
        }
        try {
            platform.start();
            return show(platform.gatewayUrl());
        } finally {
            // Whatever went wrong can be looked into while the platform runs.
            if (ours) {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private int show(String url) throws IOException, InterruptedException {
        try (var gateway = new Gateway(url, AT_ONCE * 2);
                var crowd = new Crowd(AT_ONCE)) {
            var expectations = new Expectations();
            var begin = Instant.now();
            var day = new ShoppingDay(gateway, crowd, this::reservedAt, expectations, this::tell).run();
            new Summary(day, this::tell).print();
            if (target.isPresent()) {
                tell("");
                tell("Table heat map and audit are left out: the databases of %s are out of reach.".formatted(url));
            } else {
                var across = new AcrossRegions(gateway, platform, expectations, this::tellVerbatim);
                var placed = Stream.concat(day.placed().stream(), across.show().stream())
                        .map(order -> Acknowledgement.order(order.key(), order.orderId()));
                var acknowledged =
                        Stream.concat(placed, across.transfers().stream()).toList();
                new LookBehind(platform.data(), acknowledged, expectations, this::tellVerbatim).print();
            }
            return conclude(url, expectations, Duration.between(begin, Instant.now()));
        }
    }

    private Optional<Instant> reservedAt(String region, String orderId) {
        return target.isPresent()
                ? Optional.empty()
                : platform.data().regions().stream()
                        .filter(data -> data.name().equals(region))
                        .findFirst()
                        .flatMap(data -> reservedAt(data, Long.parseLong(orderId)));
    }

    private static Optional<Instant> reservedAt(RegionData region, long orderId) {
        var times = new ArrayList<Instant>();
        try (var inventory = ReadOnlyDatabase.open(region.postgres(), "inventory", region.auditor())) {
            inventory.each(
                    "SELECT updated_at FROM t_reservation WHERE order_id = " + orderId,
                    row -> times.add(row.getObject(1, OffsetDateTime.class).toInstant()));
        }
        return times.stream().findFirst();
    }

    private int conclude(String url, Expectations expectations, Duration took) {
        tell("");
        if (!expectations.allHold()) {
            tell("@|bold,red Not all checks passed:|@");
            expectations.failures().forEach(failure -> tellVerbatim("  - " + failure));
            return 1;
        }
        tell("@|bold,green All checks passed|@, %d s after the first order. The platform keeps running; try next:"
                .formatted(took.toSeconds()));
        tell("");
        tellVerbatim(NextSteps.at(url));
        return 0;
    }

    private void tell(String line) {
        tellVerbatim(Ansi.AUTO.string(line));
    }

    private void tellVerbatim(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
