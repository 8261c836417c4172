/** What every service's OpenAPI document says in the same way. */
@NullMarked
package dev.orderplatform.web.openapi;

import org.jspecify.annotations.NullMarked;
