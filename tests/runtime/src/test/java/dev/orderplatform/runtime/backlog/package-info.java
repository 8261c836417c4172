/** Tests of the backlog's measurement on real servers, including frozen and stopped ones. */
@NullMarked
package dev.orderplatform.runtime.backlog;

import org.jspecify.annotations.NullMarked;
