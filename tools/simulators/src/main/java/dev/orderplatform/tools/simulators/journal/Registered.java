package dev.orderplatform.tools.simulators.journal;

/**
 * The outcome of registering something.
 *
 * @param created false for a repeated request
 */
public record Registered<T>(boolean created, T value) {}
