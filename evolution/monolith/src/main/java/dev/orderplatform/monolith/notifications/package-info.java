/** What customers are told. */
@NullMarked
package dev.orderplatform.monolith.notifications;

import org.jspecify.annotations.NullMarked;
