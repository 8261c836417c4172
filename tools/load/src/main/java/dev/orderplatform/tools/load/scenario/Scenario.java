package dev.orderplatform.tools.load.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the load kit can play; each constant has a simulation in {@code tests/load}. */
public enum Scenario {
    STEADY("SteadyCheckout", Duration.ofSeconds(60)),
    HOT_SKU("HotSku", Duration.ofSeconds(60)),
    RAMP("RampToKnee", Duration.ofSeconds(150)),
    SOAK("Soak", Duration.ofMinutes(30)),
    KAFKA_OUTAGE("KafkaOutage", Duration.ofSeconds(90)),
    MULTI_REGION("MultiRegionShare", Duration.ofSeconds(60));

    // With the requests that follow each, some 530 requests/s: above the 500 of the usual threshold.
    private static final double USUAL_RATE = 230;
    private static final double HIGHEST_OF_RAMP = 500;

    private final String simulation;
    private final Duration duration;

    Scenario(String simulation, Duration duration) {
        this.simulation = simulation;
        this.duration = duration;
    }

    /** As people call it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All titles, for help and complaints. */
    public static String titles() {
        return Arrays.stream(values()).map(Scenario::title).collect(Collectors.joining(", "));
    }

    /** The simple name of the class that plays it. */
    public String simulation() {
        return simulation;
    }

    /** How long it takes, when nothing else is asked. */
    public Duration duration() {
        return duration;
    }

    /** Checkouts a second, when nothing else is asked; of a ramp, the highest. */
    public double rate() {
        return this == RAMP ? HIGHEST_OF_RAMP : USUAL_RATE;
    }

    public int skus() {
        return this == HOT_SKU ? 10 : 1000;
    }

    public int multiRegionPercent() {
        return this == MULTI_REGION ? 20 : 0;
    }

    /** Steps in which the rate grows. */
    int levels() {
        return this == RAMP ? 10 : 1;
    }

    boolean takesBrokersAway() {
        return this == KAFKA_OUTAGE;
    }

    /** Whether the highest step that holds the thresholds is what is looked for, and not that all do. */
    boolean looksForTheKnee() {
        return this == RAMP;
    }
}
