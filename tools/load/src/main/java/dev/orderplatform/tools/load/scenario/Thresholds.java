package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;

/**
 * What a run must hold: the three figures of the article's load test. It names a number for one of them, 500 requests/s; the
 * other two numbers are ours.
 *
 * @param errorPercent share of the requests that got a wrong answer or none, at most
 * @param p99 of all answers, at most
 * @param requestRate right answers a second, at least
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
            throw new PlatformException("nothing is answered in no time: the P99 must be above 0");
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
