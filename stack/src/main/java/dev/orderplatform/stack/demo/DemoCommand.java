package dev.orderplatform.stack.demo;

import dev.orderplatform.stack.client.Acknowledgement;
import dev.orderplatform.stack.client.Gateway;
import dev.orderplatform.stack.local.LocalPlatform;
import java.io.IOException;
import java.io.PrintWriter;
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
        exitCodeList = {"0:all was as it ought to be", "1:something was not"})
public final class DemoCommand implements Callable<Integer> {

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
            var day = new ShoppingDay(gateway, crowd, expectations, this::tell).run();
            new Summary(day, this::tell).print();
            if (target.isPresent()) {
                tell("");
                tell("Table heat map and audit are left out: the databases of %s are out of reach.".formatted(url));
            } else {
                var across = new AcrossRegions(gateway, platform, expectations, this::tellVerbatim);
                var placed = Stream.concat(day.placed().stream(), across.show().stream())
                        .map(order -> Acknowledgement.order(order.key(), order.orderId()));
                var acknowledged = Stream.concat(placed, across.transfers().stream()).toList();
                new LookBehind(platform.data(), acknowledged, expectations, this::tellVerbatim).print();
            }
            return conclude(url, expectations);
        }
    }

    private int conclude(String url, Expectations expectations) {
        tell("");
        if (!expectations.allHold()) {
            tell("@|bold,red Not everything was as it ought to be:|@");
            expectations.failures().forEach(failure -> tellVerbatim("  - " + failure));
            return 1;
        }
        tell("@|bold,green Everything was as it ought to be.|@ The platform keeps running; try next:");
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
