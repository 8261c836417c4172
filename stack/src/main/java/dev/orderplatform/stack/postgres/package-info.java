/** PostgreSQL from Maven: unpacked, initialised and run as a process of our own. */
@NullMarked
package dev.orderplatform.stack.postgres;

import org.jspecify.annotations.NullMarked;
