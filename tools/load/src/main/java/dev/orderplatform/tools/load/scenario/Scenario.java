package dev.orderplatform.tools.load.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The scenarios of the load kit; each has a simulation in {@code tests/load}. */
public enum Scenario {
    STEADY("SteadyCheckout", Duration.ofSeconds(60)),
    HOT_SKU("HotSku", Duration.ofSeconds(60)),
    RAMP("RampToKnee", Duration.ofSeconds(150)),
    SOAK("Soak", Duration.ofMinutes(30)),
    KAFKA_OUTAGE("KafkaOutage", Duration.ofSeconds(90)),
    MULTI_REGION("MultiRegionShare", Duration.ofSeconds(60)),
    LIFE("WholeLife", Duration.ofSeconds(60));

    // With their follow-up requests about 530 requests/s, above the default threshold of 500.
    private static final double DEFAULT_RATE = 230;
    private static final double MAX_RAMP_RATE = 500;

    private final String simulation;
    private final Duration duration;

    Scenario(String simulation, Duration duration) {
        this.simulation = simulation;
        this.duration = duration;
    }

    /** The name on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All titles, for help and error messages. */
    public static String titles() {
        return Arrays.stream(values()).map(Scenario::title).collect(Collectors.joining(", "));
    }

    /** The simple name of its simulation class. */
    public String simulation() {
        return simulation;
    }

    /** The default duration. */
    public Duration duration() {
        return duration;
    }

    /** The default number of checkouts a second; the highest level of a ramp. */
    public double rate() {
        return this == RAMP ? MAX_RAMP_RATE : DEFAULT_RATE;
    }

    public int skus() {
        return this == HOT_SKU ? 10 : 1000;
    }

    public int multiRegionPercent() {
        return this == MULTI_REGION ? 20 : 0;
    }

    public int payPercent() {
        return this == LIFE ? 50 : 0;
    }

    /** Number of rate levels. */
    int levels() {
        return this == RAMP ? 10 : 1;
    }

    boolean stopsBrokers() {
        return this == KAFKA_OUTAGE;
    }

    /** Whether it searches for the highest level within the thresholds, instead of requiring that all are. */
    boolean findsKnee() {
        return this == RAMP;
    }
}
