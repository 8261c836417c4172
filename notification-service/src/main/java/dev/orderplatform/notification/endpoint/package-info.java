/** Customers' webhook endpoints: which URLs and addresses are acceptable, and how their secrets are stored. */
@NullMarked
package dev.orderplatform.notification.endpoint;

import org.jspecify.annotations.NullMarked;
