package dev.orderplatform.tools.deadletters;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.deadletters.DecisionLog.Decision;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists, shows, replays and discards dead letters. */
@Command(
        name = "dlt",
        description = "Lists, shows, replays or discards dead letters: events that a consumer could not process.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:no undecided dead letter matches, or a part can't be reached"})
public final class DeadLetterCommand implements ToolCommand, Runnable {

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Selects dead letters. */
    static final class Selection {
        @Option(names = "--id", paramLabel = "EVENT", description = "The event's id, or its position as shown by list.")
        private Optional<String> id = Optional.empty();

        @Option(names = "--all", description = "All undecided dead letters.")
        private boolean all;

        boolean includes(DeadLetter letter) {
            return all
                    || id.filter(wanted -> wanted.equals(letter.name())
                                    || wanted.equals(letter.position().toString()))
                            .isPresent();
        }
    }

    public DeadLetterCommand() {
        this(SupervisedPlatform.here());
    }

    public DeadLetterCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list, show, replay or discard");
    }

    @Command(description = "Lists undecided dead letters.")
    int list(
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only dead letters of this topic.")
                    Optional<String> topic) {
        var print = new DeadLetterPrint(out());
        print.heading();
        var count = each(topic, _ -> true, (_, letter) -> print.row(letter));
        out().println(count == 0 ? "No dead letters wait for a decision." : count + " dead letter(s)");
        out().flush();
        return 0;
    }

    @Command(description = "Shows a dead letter with headers and value.")
    int show(
            @Option(
                            names = "--id",
                            paramLabel = "EVENT",
                            required = true,
                            description = "The event's id, or its position as shown by list.")
                    String id) {
        var selection = new Selection();
        selection.id = Optional.of(id);
        var print = new DeadLetterPrint(out());
        return printCount(each(Optional.empty(), selection::includes, (_, letter) -> print.details(letter)), "");
    }

    @Command(description = "Sends dead letters to their original topic again, unchanged and with the same event id.")
    int replay(
            @ArgGroup(multiplicity = "1") Selection selection,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only dead letters of this topic.")
                    Optional<String> topic,
            @Option(names = "--dry-run", description = "Print only what would be done.") boolean dryRun) {
        return decide(selection, topic, dryRun, Decision.REPLAYED);
    }

    @Command(description = "Discards dead letters for good.")
    int discard(
            @ArgGroup(multiplicity = "1") Selection selection,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only dead letters of this topic.")
                    Optional<String> topic,
            @Option(names = "--dry-run", description = "Print only what would be done.") boolean dryRun) {
        return decide(selection, topic, dryRun, Decision.DISCARDED);
    }

    private int decide(Selection selection, Optional<String> topic, boolean dryRun, Decision decision) {
        var print = new DeadLetterPrint(out());
        Predicate<DeadLetter> selected = letter -> selection.includes(letter) && isAllowed(letter, decision);
        if (dryRun) {
            return printCount(each(topic, selected, (_, letter) -> print.row(letter)), " would be " + word(decision));
        }
        try (var log = DecisionLog.open(platform.data());
                var replays = new Replays()) {
            var count = each(topic, selected, (region, letter) -> {
                // After a crash between the two it is still undecided and replayed again; its id prevents a second
                // effect.
                if (decision == Decision.REPLAYED) {
                    replays.of(region).send(letter);
                }
                log.record(letter, decision);
                print.row(letter);
            });
            return printCount(count, " " + word(decision));
        }
    }

    private boolean isAllowed(DeadLetter letter, Decision decision) {
        var possible = decision != Decision.REPLAYED || letter.replayableAt(Instant.now());
        if (!possible) {
            out().println(letter.name() + " can't be replayed: it is more than " + EventRetention.REPLAY.toDays()
                    + " days old, and consumers may no longer recognise it as a duplicate");
        }
        return possible;
    }

    private int each(Optional<String> topic, Predicate<DeadLetter> filter, BiConsumer<RegionData, DeadLetter> action) {
        var data = platform.data();
        var decisions = decisions(data);
        var count = new int[1];
        for (var region : data.regions()) {
            new DeadLetters(region, topics(topic))
                    .each(letter -> !decisions.cover(letter) && filter.test(letter), letter -> {
                        action.accept(region, letter);
                        count[0]++;
                    });
        }
        return count[0];
    }

    private static Decisions decisions(PlatformData data) {
        try (var control = ReadOnlyDatabase.open(data.global(), "control", data.auditor())) {
            return Decisions.read(control);
        }
    }

    private static List<String> topics(Optional<String> wanted) {
        if (wanted.isEmpty()) {
            return DeadLetters.TOPICS;
        }
        var topics = DeadLetters.TOPICS.stream()
                .filter(topic -> topic.equals(wanted.get()) || topic.equals(wanted.get() + DeadLetters.SUFFIX))
                .toList();
        if (topics.isEmpty()) {
            throw new PlatformException("No such topic: " + wanted.get() + ". The topics are " + DeadLetters.TOPICS);
        }
        return topics;
    }

    private int printCount(int count, String what) {
        out().println(
                        count == 0
                                ? "No undecided dead letter matches; dlt list shows them."
                                : count + " dead letter(s)" + what);
        out().flush();
        return count == 0 ? 1 : 0;
    }

    private static String word(Decision decision) {
        return decision == Decision.REPLAYED ? "replayed" : "discarded";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
