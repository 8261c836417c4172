/** PostgreSQL from Maven: unpacked, initialised and run as a process of our own. */
@NullMarked
package dev.orderplatform.runtime.postgres;

import org.jspecify.annotations.NullMarked;
