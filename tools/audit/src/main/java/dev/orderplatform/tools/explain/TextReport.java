package dev.orderplatform.tools.explain;

import dev.orderplatform.tools.explain.causes.Cause;
import dev.orderplatform.tools.explain.causes.Formats;
import dev.orderplatform.tools.explain.causes.Waiting;
import dev.orderplatform.tools.explain.evidence.Effects;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The story of an order on one screen. */
final class TextReport {

    /** What services and logs have recorded may contain line breaks, and escape sequences for the terminal. */
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cc}+");

    private static final String ROW = "  %-24s  %9s  %-24s %s";

    /** With the header and the causes, this fits a screen of 40 to 50 lines. */
    private static final int MAX_MOMENTS = 24;

    private static final int FIRST_MOMENTS = 8;
    private static final int MAX_OTHERS = 5;
    private static final int MAX_LOG_LINES = 5;

    private final OrderEvidence order;
    private final Waiting waiting;
    private final UnaryOperator<String> commands;
    private final List<String> lines = new ArrayList<>();

    /** @param commands makes command lines of orderctl's arguments */
    TextReport(OrderEvidence order, Waiting waiting, UnaryOperator<String> commands) {
        this.order = order;
        this.waiting = waiting;
        this.commands = commands;
    }

    String text() {
        header();
        timeLine();
        effects();
        state();
        others();
        unread();
        logs();
        return String.join(System.lineSeparator(), lines);
    }

    private void header() {
        var row = order.order();
        var home = order.home();
        add(
                "Order %d   customer %d   %s, slot %d, %s.%s   %s%s",
                row.id(),
                row.userId(),
                home.region(),
                home.slot(),
                home.database(),
                home.table(),
                row.durability(),
                row.xid().map(xid -> "   xid " + xid).orElse(""));
        add(
                "%s for %s   version %d, epoch %d   age %s   %s %s: %s",
                row.status(),
                Formats.duration(order.since(row.since())),
                row.version(),
                row.epoch(),
                Formats.duration(order.since(row.createdAt())),
                BigDecimal.valueOf(row.totalMinor(), 2),
                row.currency(),
                units());
        row.rejection().ifPresent(why -> add("Rejected: %s", why));
        if (!row.readIn().equals(home.region())) {
            add(
                    "Read from its replica in %s: its row in %s is missing or could not be read.",
                    row.readIn(), home.region());
        }
        order.replica()
                .filter(replica -> replica.version() != row.version())
                .ifPresent(replica -> add(
                        "Its replica in %s is %s, version %d.", replica.readIn(), replica.status(), replica.version()));
        // The trace itself, once there is a store of traces, belongs here.
        order.deliveries().traceId().ifPresent(trace -> add("Trace %s", trace));
        if (!order.parts().notReady().isEmpty()) {
            add(
                    "Parts that are not ready: %s",
                    order.parts().notReady().stream()
                            .map(state -> state.part() + " (" + (state.held() ? "held" : state.word()) + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private String units() {
        var lines = order.order().lines();
        var shown = lines.stream()
                .limit(3)
                .map(line -> line.quantity() + " × " + line.sku())
                .collect(Collectors.joining(", "));
        return lines.size() > 3 ? shown + " and " + (lines.size() - 3) + " more" : shown;
    }

    private void timeLine() {
        var moments = Story.of(order);
        add("");
        add(ROW, "TIME", "OFFSET", "BY", "WHAT");
        var left = Math.max(0, moments.size() - MAX_MOMENTS);
        for (var n = 0; n < moments.size(); n++) {
            if (left == 0 || n < FIRST_MOMENTS || n >= FIRST_MOMENTS + left) {
                row(moments.get(n));
            } else if (n == FIRST_MOMENTS) {
                add("  … %d more, see --json", left);
            }
        }
    }

    private void row(Moment moment) {
        var offset = Duration.between(order.order().createdAt(), moment.at()).toMillis() / 1000.0;
        add(
                ROW,
                moment.at().truncatedTo(ChronoUnit.MILLIS),
                String.format(Locale.ROOT, "%.1f s", offset),
                moment.by(),
                moment.what());
    }

    private void effects() {
        var effects = order.effects();
        var webhooks = effects.notifications().stream()
                .flatMap(one -> one.webhook().stream())
                .toList();
        var emails = effects.notifications().stream()
                .flatMap(one -> one.email().stream())
                .toList();
        add("");
        add(
                "Customer: %d notification(s)%s%s; basket %s",
                effects.notifications().size(),
                sent(webhooks, "webhook(s)"),
                sent(emails, "e-mail(s)"),
                effects.basket().orElse("not counted"));
    }

    private static String sent(List<Effects.Message> messages, String what) {
        var done = messages.stream()
                .filter(message -> List.of("DELIVERED", "SENT").contains(message.status()))
                .count();
        return messages.isEmpty() ? "" : ", %d of %d %s sent".formatted(done, messages.size(), what);
    }

    private void state() {
        add("");
        if (waiting.state().isEmpty()) {
            add("Waiting: for nothing. %s is final.", order.order().status());
            return;
        }
        add(
                "Waiting: %s for %s",
                order.order().status(),
                Formats.duration(order.since(order.order().since())));
        waiting.state().forEach(this::cause);
    }

    private void others() {
        if (!waiting.others().isEmpty()) {
            add("Also:");
            waiting.others().stream().limit(MAX_OTHERS).forEach(this::cause);
            if (waiting.others().size() > MAX_OTHERS) {
                add("  … %d more, see --json", waiting.others().size() - MAX_OTHERS);
            }
        }
    }

    private void cause(Cause cause) {
        add("  %s.", cause.text());
        cause.commands().forEach(command -> add("    → %s", commands.apply(command)));
    }

    private void unread() {
        order.unread().stream()
                .distinct()
                .forEach(missing -> add("Not read: %s (%s)", missing.part(), missing.reason()));
    }

    private void logs() {
        if (!order.logs().isEmpty()) {
            add("Logs that mention it:");
            order.logs().stream().limit(MAX_LOG_LINES).forEach(line -> add("  %s | %s", line.log(), line.text()));
        }
    }

    private void add(String format, Object... values) {
        lines.add(CONTROL_CHARACTERS
                .matcher(format.formatted(values))
                .replaceAll(" ")
                .stripTrailing());
    }
}
