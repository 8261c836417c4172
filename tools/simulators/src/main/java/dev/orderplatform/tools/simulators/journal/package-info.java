/** A simulator's ledger, and the state and due work that are rebuilt from it. */
@NullMarked
package dev.orderplatform.tools.simulators.journal;

import org.jspecify.annotations.NullMarked;
