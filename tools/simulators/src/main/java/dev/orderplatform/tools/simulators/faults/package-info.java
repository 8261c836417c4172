/** Faults that a simulator commits on request: which, how often, and for which messages. */
@NullMarked
package dev.orderplatform.tools.simulators.faults;

import org.jspecify.annotations.NullMarked;
