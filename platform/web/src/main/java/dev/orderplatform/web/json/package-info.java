/** Strict JSON: no unknown fields, no coercion. */
@NullMarked
package dev.orderplatform.web.json;

import org.jspecify.annotations.NullMarked;
