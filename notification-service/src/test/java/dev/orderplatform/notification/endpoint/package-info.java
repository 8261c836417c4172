/** Which endpoints are accepted, without I/O. */
@NullMarked
package dev.orderplatform.notification.endpoint;

import org.jspecify.annotations.NullMarked;
