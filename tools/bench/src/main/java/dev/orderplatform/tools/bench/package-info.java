/** What benchmarks share: a lean load, the CPU of each process, and tables that go into the documentation as they are. */
@NullMarked
package dev.orderplatform.tools.bench;

import org.jspecify.annotations.NullMarked;
