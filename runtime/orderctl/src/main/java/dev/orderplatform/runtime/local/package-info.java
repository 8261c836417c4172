/** The interface between commands and a running platform. */
@NullMarked
package dev.orderplatform.runtime.local;

import org.jspecify.annotations.NullMarked;
