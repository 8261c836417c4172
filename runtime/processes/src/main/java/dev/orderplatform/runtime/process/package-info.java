/** Processes of the operating system: how they are started, recognised again, probed and stopped. */
@NullMarked
package dev.orderplatform.runtime.process;

import org.jspecify.annotations.NullMarked;
