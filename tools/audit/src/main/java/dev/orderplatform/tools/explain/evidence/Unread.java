package dev.orderplatform.tools.explain.evidence;

/**
 * A source that could not be read.
 *
 * @param part the service whose rows, or the broker whose topics, are missing
 */
public record Unread(String part, String reason) {}
