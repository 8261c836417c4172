/**
 * Load scenarios for the gateway, one class each. {@code ./orderctl load --scenario NAME} runs them in a separate JVM
 * and evaluates the results.
 */
@NullMarked
package dev.orderplatform.load;

import org.jspecify.annotations.NullMarked;
