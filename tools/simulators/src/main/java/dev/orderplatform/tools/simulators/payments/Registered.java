package dev.orderplatform.tools.simulators.payments;

/**
 * The outcome of registering something.
 *
 * @param created false for a repeated request
 */
record Registered<T>(boolean created, T value) {}
