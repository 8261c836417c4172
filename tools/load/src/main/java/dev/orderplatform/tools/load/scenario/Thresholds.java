package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;

/**
 * The thresholds of a run: the three metrics of the article's load test. The article gives a value for one of them, 500
 * requests/s; the other two values are ours.
 *
 * @param errorPercent maximum share of requests with a wrong response or none
 * @param p99 maximum 99th percentile of response times
 * @param requestRate minimum number of correct responses a second
 */
public record Thresholds(double errorPercent, Duration p99, double requestRate) {

    public static final double ERROR_PERCENT = 0.5;
    public static final int P99_MILLIS = 200;
    public static final int REQUEST_RATE = 500;

    public Thresholds {
        if (errorPercent < 0 || errorPercent > 100) {
            throw new PlatformException("the error rate is a percentage, from 0 to 100");
        }
        if (p99.isZero()) {
            throw new PlatformException("the P99 must be above 0");
        }
        if (requestRate < 0) {
            throw new PlatformException("the rate of requests can't be below 0");
        }
    }

    boolean allowErrorsOf(ScenarioFigures.Part part) {
        return part.requests() > 0 && part.errorPercent() <= errorPercent;
    }

    boolean allowP99Of(ScenarioFigures.Part part) {
        return part.answers() > 0 && part.p99() <= p99.toMillis();
    }

    boolean allowRateOf(ScenarioFigures.Part part) {
        return part.rate() >= requestRate;
    }
}
