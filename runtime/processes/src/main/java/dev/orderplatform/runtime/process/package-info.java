/** Operating system processes: start, identify, probe and stop. */
@NullMarked
package dev.orderplatform.runtime.process;

import org.jspecify.annotations.NullMarked;
