/** Tools of benchmarks: a lean load generator, CPU time of processes, and tables for the documentation. */
@NullMarked
package dev.orderplatform.tools.bench;

import org.jspecify.annotations.NullMarked;
