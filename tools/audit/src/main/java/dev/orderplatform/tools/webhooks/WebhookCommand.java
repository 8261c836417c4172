package dev.orderplatform.tools.webhooks;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists webhooks that were given up, shows their attempts, and sends them again. */
@Command(
        name = "webhooks",
        description = {
            "Lists webhooks to customers, shows their attempts, or sends them again.",
            "",
            "For a platform in containers: docker compose run --rm orderctl webhooks …"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:no webhook matches, or a part can't be reached"})
public final class WebhookCommand implements ToolCommand, Runnable {
    private static final String ROW = "%-12s %-12s %-32s %-10s %8s %-21s %s%n";
    private static final int MAX_LISTED = 100_000;

    private final Supplier<PlatformData> data;
    private final Supplier<ReplayCalls> service;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Selects webhooks. */
    static final class Selection {
        @Option(names = "--id", paramLabel = "ID", description = "The webhook with this id, as shown by list.")
        private Optional<Long> id = Optional.empty();

        @Option(names = "--user", paramLabel = "USER", description = "All of this customer that were given up.")
        private Optional<Long> user = Optional.empty();

        @Option(names = "--all", description = "All that were given up.")
        private boolean all;

        List<Webhook> in(StoredWebhooks webhooks) {
            return id.map(wanted -> webhooks.find(wanted).stream().toList())
                    .orElseGet(() -> webhooks.failed(user, MAX_LISTED));
        }
    }

    public WebhookCommand() {
        this(SupervisedPlatform.here()::data, () -> ReplayCalls.of(Platform.here()));
    }

    public WebhookCommand(Supplier<PlatformData> data, Supplier<ReplayCalls> service) {
        this.data = data;
        this.service = service;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list, show or replay");
    }

    @Command(description = "Lists webhooks that were given up, the newest first.")
    int list(
            @Option(names = "--user", paramLabel = "USER", description = "Only this customer's.") Optional<Long> user,
            @Option(names = "--waiting", description = "Those that wait for their next attempt instead.")
                    boolean waiting,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        var webhooks = new StoredWebhooks(data.get());
        var found = waiting ? webhooks.waiting(user, limit) : webhooks.failed(user, limit);
        printAll(found);
        out().println(found.isEmpty() ? "No webhook " + (waiting ? "waits." : "was given up.") : count(found.size()));
        out().flush();
        return 0;
    }

    @Command(description = "Shows a webhook with all its attempts.")
    int show(
            @Option(names = "--id", paramLabel = "ID", required = true, description = "Its id, as shown by list.")
                    long id) {
        var webhooks = new StoredWebhooks(data.get());
        var found = webhooks.find(id).stream().toList();
        printAll(found);
        webhooks.eachAttempt(id, out()::println);
        return end(found, "");
    }

    @Command(
            description = "Sends webhooks again, with the same webhook-id. Prints only which ones without --send."
                    + " Skips customers without an endpoint, or with one that is disabled.")
    int replay(
            @ArgGroup(multiplicity = "1") Selection selection,
            @Option(names = "--send", description = "Really send them.") boolean send) {
        var selected = selection.in(new StoredWebhooks(data.get()));
        var found = selected.stream()
                .filter(webhook -> webhook.ready() && !webhook.status().equals("WAITING"))
                .toList();
        printAll(found);
        if (found.size() < selected.size()) {
            out().println(count(selected.size() - found.size())
                    + " skipped: still waiting, or the endpoint is removed or disabled");
        }
        if (selected.size() == MAX_LISTED) {
            out().println("There may be more than these " + MAX_LISTED + ": repeat the command.");
        }
        if (!send) {
            return end(found, " would be sent again; --send does it");
        }
        var queued = 0;
        for (var from = 0; from < found.size(); from += ReplayCalls.MAX_PER_CALL) {
            var page = found.subList(from, Math.min(from + ReplayCalls.MAX_PER_CALL, found.size()));
            queued += service.get().replay(page.stream().map(Webhook::id).toList());
        }
        return end(found, ", " + queued + " of them queued");
    }

    private void printAll(List<Webhook> webhooks) {
        if (!webhooks.isEmpty()) {
            out().printf(ROW, "ID", "USER", "WEBHOOK-ID", "STATUS", "ATTEMPTS", "ENDED OR DUE", "LAST ERROR");
        }
        webhooks.forEach(webhook -> out().printf(
                        ROW,
                        webhook.id(),
                        webhook.userId(),
                        webhook.eventId(),
                        webhook.status(),
                        webhook.attempts(),
                        webhook.due().truncatedTo(ChronoUnit.SECONDS),
                        webhook.error().orElse(webhook.ready() ? "-" : "the endpoint is removed or disabled")));
    }

    private int end(List<Webhook> found, String what) {
        out().println(
                        found.isEmpty()
                                ? "No webhook matches; webhooks list shows those that were given up."
                                : count(found.size()) + what);
        out().flush();
        return found.isEmpty() ? 1 : 0;
    }

    private static String count(int webhooks) {
        return webhooks + " webhook(s)";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
