/** Webhooks to customers: list those given up, show their log, and send them again. */
@NullMarked
package dev.orderplatform.tools.webhooks;

import org.jspecify.annotations.NullMarked;
