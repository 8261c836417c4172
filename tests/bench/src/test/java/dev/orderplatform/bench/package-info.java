/** Benchmarks: each prints a table; none asserts times. */
@NullMarked
package dev.orderplatform.bench;

import org.jspecify.annotations.NullMarked;
