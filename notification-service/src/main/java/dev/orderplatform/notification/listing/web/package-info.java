/** The list over HTTP. */
@NullMarked
package dev.orderplatform.notification.listing.web;

import org.jspecify.annotations.NullMarked;
