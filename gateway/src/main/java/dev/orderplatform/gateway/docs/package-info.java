/** The OpenAPI documents of all services as one. */
@NullMarked
package dev.orderplatform.gateway.docs;

import org.jspecify.annotations.NullMarked;
