/** The whole service, with real servers and the provider's simulator. */
@NullMarked
package dev.orderplatform.payment;

import org.jspecify.annotations.NullMarked;
