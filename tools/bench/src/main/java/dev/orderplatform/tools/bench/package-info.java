/** orderctl bench, and tools of benchmarks: the machine's unit, CPU meters, a temporary platform, tables. */
@NullMarked
package dev.orderplatform.tools.bench;

import org.jspecify.annotations.NullMarked;
