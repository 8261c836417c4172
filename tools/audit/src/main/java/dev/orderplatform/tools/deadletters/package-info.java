/** Dead letters: list, show, replay and discard them, and record each decision. */
@NullMarked
package dev.orderplatform.tools.deadletters;

import org.jspecify.annotations.NullMarked;
