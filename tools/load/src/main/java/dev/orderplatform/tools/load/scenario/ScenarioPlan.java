package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.process.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a scenario asks of the platform.
 *
 * @param rate checkouts that begin each second, whatever became of the earlier ones (open model); of a ramp, the highest
 * @param concurrency when given, so many checkouts are under way at any moment instead (closed model)
 * @param warmUp runs first and does not count
 * @param users orders come from users 1 to this
 * @param skus orders are for SKU-00001 up to this one
 * @param lines SKUs an order
 * @param multiRegionPercent share of the orders that must survive their region
 * @param acknowledgements where to write the acknowledged orders; empty: into the run's folder
 */
public record ScenarioPlan(
        Scenario scenario,
        double rate,
        OptionalInt concurrency,
        Duration warmUp,
        Duration duration,
        int users,
        int skus,
        int lines,
        int multiRegionPercent,
        Optional<Path> acknowledgements) {

    // Time for a broker to stop, to be missed and to come back.
    private static final Duration SHORTEST_OUTAGE_RUN = Duration.ofSeconds(15);

    public ScenarioPlan {
        require(rate > 0 && rate <= 100_000, "the rate must be above 0 and at most 100000");
        require(
                concurrency.isEmpty() || (concurrency.getAsInt() >= 1 && concurrency.getAsInt() <= 10_000),
                "the concurrency must be from 1 to 10000");
        require(
                concurrency.isEmpty() || !scenario.looksForTheKnee(),
                "a ramp is one of arrivals: --rate is its highest, --concurrency has no meaning");
        require(duration.toMillis() >= 1000, "the duration of a scenario must be 1s or more");
        require(
                duration.toSeconds() >= scenario.levels(),
                "a ramp of %d levels needs %ds or more".formatted(scenario.levels(), scenario.levels()));
        require(
                !scenario.takesBrokersAway() || duration.compareTo(SHORTEST_OUTAGE_RUN) >= 0,
                "an outage in the middle needs a duration of 15s or more");
        require(users >= 1 && users <= 1_000_000, "the number of users must be from 1 to 1000000");
        require(skus >= 1 && skus <= 99_999, "the number of SKUs must be from 1 to 99999");
        require(lines >= 1 && lines <= Math.min(skus, 100), "the number of lines must be from 1 to 100 and to --skus");
        require(
                multiRegionPercent >= 0 && multiRegionPercent <= 100,
                "the share of MULTI_REGION orders must be from 0 to 100");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new PlatformException(otherwise);
        }
    }

    /** How a person would put it. */
    String inWords() {
        var manner = concurrency.isPresent()
                ? "%,d checkouts at a time (closed model)".formatted(concurrency.getAsInt())
                : "%s%,.0f checkouts/s (open model)".formatted(scenario.looksForTheKnee() ? "up to " : "", rate);
        return "%s: %s for %,d s, %,d users, %,d SKUs%s"
                .formatted(
                        scenario.title(),
                        manner,
                        duration.toSeconds(),
                        users,
                        skus,
                        multiRegionPercent == 0 ? "" : ", %d %% MULTI_REGION".formatted(multiRegionPercent));
    }

    /** As the simulations read it: system properties. */
    List<String> properties(String gateway, Path acknowledged, Path figures) {
        var properties = new ArrayList<>(List.of(
                "-Dload.url=" + gateway,
                "-Dload.rate=" + rate,
                "-Dload.warm-up-ms=" + warmUp.toMillis(),
                "-Dload.duration-ms=" + duration.toMillis(),
                "-Dload.users=" + users,
                "-Dload.skus=" + skus,
                "-Dload.lines=" + lines,
                "-Dload.multi-region-percent=" + multiRegionPercent,
                "-Dload.levels=" + scenario.levels(),
                "-Dload.acks=" + acknowledged,
                "-Dload.figures=" + figures));
        concurrency.ifPresent(count -> properties.add("-Dload.concurrency=" + count));
        return properties;
    }
}
