package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.supervision.PartStatus;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts the whole platform and waits until every part is ready.")
final class Up implements Callable<Integer> {

    @Option(
            names = "--stock",
            paramLabel = "N",
            description = "Initial units of each SKU in each region (default: 1000).")
    private Optional<Integer> stock = Optional.empty();

    @Option(
            names = "--payment-window",
            paramLabel = "TIME",
            description = "When an unpaid order is cancelled, such as 15m or 20s; off for never (default: 15m).")
    private Optional<String> paymentWindow = Optional.empty();

    @Option(names = "--regions", paramLabel = "N", description = "Regions of a new platform, 1 or 2 (default: 2).")
    private Optional<Integer> regions = Optional.empty();

    @Option(names = "--observability", description = "Also starts Zipkin, and traces every request.")
    private boolean observability;

    @Option(
            names = "--traces",
            paramLabel = "URL",
            description = "Sends traces to a collector that accepts Zipkin's format, such as"
                    + " http://127.0.0.1:9411/api/v2/spans.")
    private Optional<String> traces = Optional.empty();

    @Option(names = "--no-restart", description = "A part that dies stays down.")
    private boolean noRestart;

    @Override
    public Integer call() {
        var console = Console.standard();
        var present = Platform.here();
        if (present.state().supervisor().isPresent()) {
            return alreadyUp(present, console);
        }
        var begin = Instant.now();
        var platform = present.with(requestedSettings(present));
        console.line(
                "Starting the platform; its data and logs are in %s",
                platform.data().root());
        new Startup(platform, console).run();
        var seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        console.line("@|bold,green Ready|@ after %.1f s.", seconds);
        printNextSteps(platform, console);
        return 0;
    }

    private int alreadyUp(Platform platform, Console console) {
        var ready = platform.state().statuses().stream().allMatch(PartStatus::ready);
        console.line(
                ready ? "The platform is already up." : "The platform is already up, but not every part is ready:");
        if (stock.isPresent()
                || paymentWindow.isPresent()
                || regions.isPresent()
                || traces.isPresent()
                || observability
                || noRestart) {
            console.line("It keeps its settings; to change them, run ./orderctl down first.");
        }
        if (!ready) {
            new Startup(platform, console).run();
        }
        printNextSteps(platform, console);
        return 0;
    }

    private RunSettings requestedSettings(Platform present) {
        var initial = RunSettings.initial(present.data()).topology();
        if (regions.isPresent() && RunSettings.load(present.data()).isPresent() && regions.get() != initial.regions()) {
            throw new PlatformException(
                    "The data in %s belongs to a platform with %d region(s). ./orderctl reset deletes it."
                            .formatted(present.data().root(), initial.regions()));
        }
        try {
            var topology = new TopologySettings(
                            regions.orElse(initial.regions()), stock.orElse(initial.stock()), initial.portOffset())
                    .withPaymentWindow(paymentWindow.orElse(initial.paymentWindow()))
                    .withTraces(traces.orElse(observability ? TopologySettings.OWN_ZIPKIN : initial.traces()));
            return new RunSettings(topology, !noRestart);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void printNextSteps(Platform platform, Console console) {
        console.line("Gateway: @|bold %1$s|@   API: %1$s/docs", platform.gatewayUrl());
        platform.topology().tracesUrl().ifPresent(url -> console.line("Traces: @|bold %s|@", url));
        console.line("Try next: @|bold ./orderctl demo|@");
    }
}
