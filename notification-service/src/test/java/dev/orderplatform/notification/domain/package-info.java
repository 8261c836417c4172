/** Tests of what customers read. */
@NullMarked
package dev.orderplatform.notification.domain;

import org.jspecify.annotations.NullMarked;
