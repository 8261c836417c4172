package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.Memory;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.supervision.PartStatus;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows the state of each part, the replication lag, waiting events, and what waits for the payment"
                    + " provider or the carrier.",
            "The figures below the table are measured in the background every few seconds and shown with their age."
        })
final class Status implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var platform = Platform.here();
        var statuses = platform.state().statuses();
        var backlog = platform.backlogFiles().read(regions(platform.topology()));
        if (json) {
            System.out.println(StatusJson.of(platform.gatewayUrl(), statuses, backlog, Instant.now()));
        } else {
            print(platform, statuses);
            backlog.lines(Instant.now()).forEach(Console.standard()::verbatim);
        }
        return 0;
    }

    private static void print(Platform platform, List<PartStatus> statuses) {
        var console = Console.standard();
        console.line("@|bold %-22s %-9s %-7s %6s %8s %8s|@", "PART", "STATE", "REGION", "PORT", "PID", "MEMORY");
        statuses.forEach(status -> row(console, status));
        var supervisor = platform.state().supervisor();
        supervisor.ifPresent(process -> console.line(
                "%-22s %-9s %-7s %6s %8d %8s",
                "supervisor", "running", "-", "-", process.pid(), megabytes(Memory.of(process.pid()))));
        var total =
                supervisor.map(process -> Memory.of(process.pid()).orElse(0)).orElse(0L)
                        + statuses.stream()
                                .flatMap(status -> status.process().stream())
                                .distinct() // services may share a process
                                .mapToLong(
                                        process -> Memory.ofTree(process.pid()).orElse(0))
                                .sum();
        console.line("%-22s %41s", "total", megabytes(OptionalLong.of(total)));
        statuses.forEach(status -> status.problem()
                .ifPresent(
                        problem -> console.line("@|red %s|@: %s", status.part().name(), problem)));
        if (supervisor.isEmpty()
                && statuses.stream().anyMatch(status -> status.process().isPresent())) {
            console.line("@|yellow No supervisor is running|@: a part that dies stays down. ./orderctl up starts a"
                    + " supervisor.");
        }
    }

    // Only regions with a broker replicate.
    private static List<String> regions(Topology topology) {
        return topology.parts().stream()
                .filter(KafkaPart.class::isInstance)
                .flatMap(broker -> broker.region().stream())
                .toList();
    }

    private static void row(Console console, PartStatus status) {
        var colour = status.ready() ? "green" : "yellow";
        console.line(
                "%-22s @|%s %-9s|@ %-7s %6d %8s %8s",
                status.part().name(),
                colour,
                status.held() ? "held" : status.state().word(),
                status.part().region().orElse("-"),
                status.part().port(),
                status.process().map(process -> Long.toString(process.pid())).orElse("-"),
                status.process().map(ProcessIdentity::pid).map(Status::memory).orElse("-"));
    }

    private static String memory(long pid) {
        return megabytes(Memory.ofTree(pid));
    }

    private static String megabytes(OptionalLong kilobytes) {
        return kilobytes.isPresent() ? kilobytes.getAsLong() / 1024 + " MB" : "-";
    }
}
