package dev.orderplatform.tools.simulators.callbacks;

import dev.orderplatform.tools.simulators.journal.Due;

/**
 * How far the delivery of a message is.
 *
 * @param made attempts so far
 * @param accepted how many of them were answered with 2xx
 * @param refused how many of them were answered with a 4xx other than 429
 * @param failures since the last success
 */
record Attempt(Due.Callback callback, int made, int accepted, int refused, int failures) {
    /** More than one: a receiver that is being upgraded or given a new secret refuses for a short time. */
    static final int MAX_REFUSALS = 5;

    private static final int TOO_MANY_REQUESTS = 429;

    static Attempt first(Due.Callback callback) {
        return new Attempt(callback, 0, 0, 0, 0);
    }

    /** @param status of the answer; 0 without answer */
    Attempt answered(int status) {
        if (status / 100 == 2) {
            return new Attempt(callback, made + 1, accepted + 1, refused, 0);
        }
        boolean refusal = status / 100 == 4 && status != TOO_MANY_REQUESTS;
        return new Attempt(callback, made + 1, accepted, refusal ? refused + 1 : refused, failures + 1);
    }

    boolean isDone() {
        return accepted >= callback.times();
    }

    boolean isAbandoned() {
        return refused >= MAX_REFUSALS;
    }
}
