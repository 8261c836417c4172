package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.process.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of a scenario.
 *
 * @param rate checkouts started a second (open model); the highest level of a ramp
 * @param concurrency if present, checkouts in flight instead of a rate (closed model)
 * @param warmUp runs first and is not measured
 * @param users number of users, starting with 1
 * @param skus number of SKUs, starting with SKU-00001
 * @param lines lines of an order, each with another SKU
 * @param multiRegionPercent share of MULTI_REGION orders
 * @param payPercent share of confirmed orders that are paid
 * @param acknowledgements file for acknowledged orders; empty: in the run's folder
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
        int payPercent,
        Optional<Path> acknowledgements) {

    // Leaves time for a broker to stop, to be unavailable and to start again.
    private static final Duration MIN_OUTAGE_DURATION = Duration.ofSeconds(15);

    public ScenarioPlan {
        require(rate > 0 && rate <= 100_000, "the rate must be above 0 and at most 100000");
        require(
                concurrency.isEmpty() || (concurrency.getAsInt() >= 1 && concurrency.getAsInt() <= 10_000),
                "the concurrency must be from 1 to 10000");
        require(
                concurrency.isEmpty() || !scenario.findsKnee(),
                "--concurrency has no meaning for a ramp; --rate is its highest level");
        require(duration.toMillis() >= 1000, "the duration of a scenario must be 1s or more");
        require(
                duration.toSeconds() >= scenario.levels(),
                "a ramp of %d levels needs %ds or more".formatted(scenario.levels(), scenario.levels()));
        require(
                !scenario.stopsBrokers() || duration.compareTo(MIN_OUTAGE_DURATION) >= 0,
                "an outage in the middle needs a duration of 15s or more");
        require(users >= 1 && users <= 1_000_000, "the number of users must be from 1 to 1000000");
        require(skus >= 1 && skus <= 99_999, "the number of SKUs must be from 1 to 99999");
        require(
                lines >= 1 && lines <= Math.min(skus, 100),
                "the number of lines must be from 1 to 100, and at most --skus");
        require(
                multiRegionPercent >= 0 && multiRegionPercent <= 100,
                "the share of MULTI_REGION orders must be from 0 to 100");
        require(payPercent >= 0 && payPercent <= 100, "the share of paid orders must be from 0 to 100");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new PlatformException(message);
        }
    }

    /** Text for people. */
    String description() {
        var model = concurrency.isPresent()
                ? "%,d checkouts at a time (closed model)".formatted(concurrency.getAsInt())
                : "%s%,.0f checkouts/s (open model)".formatted(scenario.findsKnee() ? "up to " : "", rate);
        return "%s: %s for %,d s, %,d users, %,d SKUs%s%s"
                .formatted(
                        scenario.title(),
                        model,
                        duration.toSeconds(),
                        users,
                        skus,
                        multiRegionPercent == 0 ? "" : ", %d %% MULTI_REGION".formatted(multiRegionPercent),
                        payPercent == 0 ? "" : ", %d %% paid".formatted(payPercent));
    }

    /** The simulation's parameters as system properties. */
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
                "-Dload.pay-percent=" + payPercent,
                "-Dload.levels=" + scenario.levels(),
                "-Dload.acks=" + acknowledged,
                "-Dload.figures=" + figures));
        concurrency.ifPresent(count -> properties.add("-Dload.concurrency=" + count));
        return properties;
    }
}
