/** Benchmarks: each prints a table, and asserts nothing about time. */
@NullMarked
package dev.orderplatform.bench;

import org.jspecify.annotations.NullMarked;
