/**
 * Load scenarios for the gateway, one class a scenario: what arrives, and how often. They run in a JVM of their own, which
 * {@code ./orderctl load --scenario NAME} starts and judges.
 */
@NullMarked
package dev.orderplatform.load;

import org.jspecify.annotations.NullMarked;
