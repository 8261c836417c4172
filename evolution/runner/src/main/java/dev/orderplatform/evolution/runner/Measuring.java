package dev.orderplatform.evolution.runner;

import java.time.Duration;

/**
 * The parameters of the measurement, the same for all stages.
 *
 * @param warmUp maximum time of load before the measurement; it ends when the stage is warm
 * @param concurrency requests in flight
 * @param hang how long inventory, and then notification, hangs
 * @param hangRate requests/s started meanwhile (open model)
 * @param users number of users that order
 */
record Measuring(Duration warmUp, Duration duration, int concurrency, Duration hang, double hangRate, int users) {}
