/** GET /api/v1/notifications. */
@NullMarked
package dev.orderplatform.notification.listing.web;

import org.jspecify.annotations.NullMarked;
