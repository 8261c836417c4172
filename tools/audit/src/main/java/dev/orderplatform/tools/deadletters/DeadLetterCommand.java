package dev.orderplatform.tools.deadletters;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
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

/** Lists dead letters and carries out what is decided about them. */
@Command(
        name = "dlt",
        description = "Events that a consumer gave up: list, show, replay or discard them.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:no undecided dead letter is meant, or a part can't be reached"})
public final class DeadLetterCommand implements ToolCommand, Runnable {

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Which dead letters are meant. */
    static final class Choice {
        @Option(names = "--id", paramLabel = "EVENT", description = "The event's id, or the position that list shows.")
        private Optional<String> id = Optional.empty();

        @Option(names = "--all", description = "All undecided ones.")
        private boolean all;

        boolean includes(DeadLetter letter) {
            return all
                    || id.filter(wanted -> wanted.equals(letter.name())
                                    || wanted.equals(letter.position().toString()))
                            .isPresent();
        }
    }

    public DeadLetterCommand() {
        this(ThisPlatform.here());
    }

    public DeadLetterCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, show, replay or discard");
    }

    @Command(description = "Lists what nobody has decided about yet.")
    int list(
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.")
                    Optional<String> topic) {
        var print = new DeadLetterPrint(out());
        print.heading();
        var count = each(topic, _ -> true, (_, letter) -> print.row(letter));
        out().println(count == 0 ? "No dead letters wait for a decision." : count + " dead letter(s)");
        out().flush();
        return 0;
    }

    @Command(description = "Shows one with its headers and its value.")
    int show(
            @Option(
                            names = "--id",
                            paramLabel = "EVENT",
                            required = true,
                            description = "The event's id, or the position that list shows.")
                    String id) {
        var choice = new Choice();
        choice.id = Optional.of(id);
        var print = new DeadLetterPrint(out());
        return told(each(Optional.empty(), choice::includes, (_, letter) -> print.whole(letter)), "");
    }

    @Command(description = "Sends them to their topic again, as they were: the event id stays.")
    int replay(
            @ArgGroup(multiplicity = "1") Choice choice,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.")
                    Optional<String> topic,
            @Option(names = "--dry-run", description = "Only tells what would be done.") boolean dryRun) {
        return decide(choice, topic, dryRun, Decision.REPLAYED);
    }

    @Command(description = "Gives them up for good.")
    int discard(
            @ArgGroup(multiplicity = "1") Choice choice,
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.")
                    Optional<String> topic,
            @Option(names = "--dry-run", description = "Only tells what would be done.") boolean dryRun) {
        return decide(choice, topic, dryRun, Decision.DISCARDED);
    }

    private int decide(Choice choice, Optional<String> topic, boolean dryRun, Decision decision) {
        var print = new DeadLetterPrint(out());
        Predicate<DeadLetter> chosen = letter -> choice.includes(letter) && possible(letter, decision);
        if (dryRun) {
            return told(each(topic, chosen, (_, letter) -> print.row(letter)), " would be " + word(decision));
        }
        try (var log = DecisionLog.open(platform.data());
                var replays = new Replays()) {
            var count = each(topic, chosen, (region, letter) -> {
                // A crash between the two leaves it undecided: it is sent once more, and its id stops a second effect.
                if (decision == Decision.REPLAYED) {
                    replays.of(region).send(letter);
                }
                log.record(letter, decision);
                print.row(letter);
            });
            return told(count, " " + word(decision));
        }
    }

    private boolean possible(DeadLetter letter, Decision decision) {
        var possible = decision != Decision.REPLAYED || letter.replayableAt(Instant.now());
        if (!possible) {
            out().println(letter.name() + " can't be replayed: it is more than " + EventRetention.REPLAY.toDays()
                    + " days old, and consumers may have forgotten that they had it");
        }
        return possible;
    }

    private int each(Optional<String> topic, Predicate<DeadLetter> wanted, BiConsumer<RegionData, DeadLetter> action) {
        var data = platform.data();
        var decisions = decisions(data);
        var count = new int[1];
        for (var region : data.regions()) {
            new DeadLetters(region, topics(topic))
                    .each(letter -> !decisions.cover(letter) && wanted.test(letter), letter -> {
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
            throw new PlatformException("No such topic: " + wanted.get() + "; there are " + DeadLetters.TOPICS);
        }
        return topics;
    }

    private int told(int count, String what) {
        out().println(
                        count == 0
                                ? "No undecided dead letter is meant by that; dlt list shows them."
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
