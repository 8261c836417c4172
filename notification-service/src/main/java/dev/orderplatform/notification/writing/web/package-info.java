/** Events told over HTTP, for the flow in which orders wait for it. */
@NullMarked
package dev.orderplatform.notification.writing.web;

import org.jspecify.annotations.NullMarked;
