package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;

/**
 * An event that exists, or that must exist because its publisher's rows have the change.
 *
 * @param at when the change happened
 */
public record EventRef(String id, String type, Instant at) {}
