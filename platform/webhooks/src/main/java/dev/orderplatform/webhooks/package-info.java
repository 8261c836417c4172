/** Signs and verifies webhooks, inbound and outbound, as the Standard Webhooks specification 1.0.0 says. */
@NullMarked
package dev.orderplatform.webhooks;

import org.jspecify.annotations.NullMarked;
