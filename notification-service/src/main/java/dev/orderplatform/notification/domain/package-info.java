/** The texts of notifications. */
@NullMarked
package dev.orderplatform.notification.domain;

import org.jspecify.annotations.NullMarked;
