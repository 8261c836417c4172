/** Common parts of all OpenAPI documents. */
@NullMarked
package dev.orderplatform.web.openapi;

import org.jspecify.annotations.NullMarked;
