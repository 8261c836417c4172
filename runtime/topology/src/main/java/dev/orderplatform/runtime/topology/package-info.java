/** The platform's parts, their ports and dependencies: the single definition. */
@NullMarked
package dev.orderplatform.runtime.topology;

import org.jspecify.annotations.NullMarked;
