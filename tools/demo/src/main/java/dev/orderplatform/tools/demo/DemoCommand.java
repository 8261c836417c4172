package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.topology.Hosts;
import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.resync.OrderServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the platform, places many orders, and checks the results. */
@Command(
        name = "demo",
        description =
                "Starts the platform if needed, places orders of several hundred customers, and checks the results.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all checks passed", "1:a check failed"})
public final class DemoCommand implements ToolCommand, Callable<Integer> {

    private static final int CONCURRENCY = 32;

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Use this gateway instead of the local one; its databases are not checked.")
    private Optional<String> target = Optional.empty();

    public DemoCommand() {
        this(SupervisedPlatform.here());
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
            // Ctrl-C stops the platform if the demo started it.
            Runtime.getRuntime().addShutdownHook(stop);
        }
        try {
            platform.start();
            return show(platform.gatewayUrl());
        } finally {
            // The platform stays up after a failure, so that it can be inspected.
            if (ours) {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
    }

    private int show(String url) throws IOException, InterruptedException {
        try (var gateway = new Gateway(url, CONCURRENCY * 2);
                var pool = new CustomerPool(CONCURRENCY)) {
            var expectations = new Expectations();
            var begin = Instant.now();
            var result = new DemoRun(gateway, pool, services(url), expectations, this::print).run();
            new Summary(result, this::print).print();
            if (target.isPresent()) {
                print("");
                print("No table heat map and no audit: the databases of %s are not accessible.".formatted(url));
            } else {
                var across = new AcrossRegions(gateway, platform, expectations, this::printVerbatim);
                var placed = Stream.concat(result.placed().stream(), across.show().stream())
                        .map(order -> Acknowledgement.order(order.key(), order.orderId()));
                var acknowledged = Stream.of(placed, result.acknowledged().stream(), across.transfers().stream())
                        .flatMap(Function.identity())
                        .toList();
                new DataInspection(platform.data(), acknowledged, expectations, this::printVerbatim).print();
            }
            return conclude(url, expectations, Duration.between(begin, Instant.now()));
        }
    }

    private Optional<OrderServices> services(String url) {
        var here = Platform.here();
        // In a container of the platform, its gateway is a target, and its services can be reached.
        var inside = here.settings().topology().hosts() == Hosts.NAMED && url.equals(here.gatewayUrl());
        return (target.isEmpty() || inside) && platform.paymentWindow().isPresent()
                ? Optional.of(OrderServices.of(here))
                : Optional.empty();
    }

    private int conclude(String url, Expectations expectations, Duration took) {
        print("");
        if (!expectations.allPassed()) {
            print("@|bold,red Not all checks passed:|@");
            expectations.failures().forEach(failure -> printVerbatim("  - " + failure));
            return 1;
        }
        print("@|bold,green All checks passed|@, %d s after the first order. The platform keeps running; try next:"
                .formatted(took.toSeconds()));
        print("");
        printVerbatim(NextSteps.at(url));
        return 0;
    }

    private void print(String line) {
        printVerbatim(Ansi.AUTO.string(line));
    }

    private void printVerbatim(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
