package dev.orderplatform.tools.explain.evidence;

/** A line of a log that mentions the order. */
public record LogLine(String log, String text) {}
