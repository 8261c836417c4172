/** Events that a consumer gave up: shown, sent again or given up for good, each decision recorded. */
@NullMarked
package dev.orderplatform.tools.deadletters;

import org.jspecify.annotations.NullMarked;
