package dev.orderplatform.tools.explain;

import java.time.Instant;

/**
 * A line of an order's story.
 *
 * @param by the part that did it, or whose rows show it
 */
record Moment(Instant at, String by, String what) {}
