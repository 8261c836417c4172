/** Unpacks, initialises and runs PostgreSQL servers whose binaries come from Maven. */
@NullMarked
package dev.orderplatform.runtime.postgres;

import org.jspecify.annotations.NullMarked;
