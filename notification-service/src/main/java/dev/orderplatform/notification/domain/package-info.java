/** What a customer reads about an order. */
@NullMarked
package dev.orderplatform.notification.domain;

import org.jspecify.annotations.NullMarked;
