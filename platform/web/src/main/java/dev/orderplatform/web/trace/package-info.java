/** The trace and the id of a request: for controllers, logs, error responses and upstream requests. */
@NullMarked
package dev.orderplatform.web.trace;

import org.jspecify.annotations.NullMarked;
