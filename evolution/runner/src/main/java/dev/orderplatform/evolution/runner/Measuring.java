package dev.orderplatform.evolution.runner;

import java.time.Duration;

/**
 * How each stage is measured, the same for all.
 *
 * @param warmUp for so long, at most, it is loaded before it counts: until it is warm
 * @param concurrency requests under way at once
 * @param hang how long inventory and notification hang
 * @param hangRate requests/s that callers start meanwhile, whatever became of the earlier ones
 * @param users that order
 */
record Measuring(Duration warmUp, Duration duration, int concurrency, Duration hang, double hangRate, int users) {}
