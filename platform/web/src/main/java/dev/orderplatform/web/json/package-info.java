/** JSON read to the letter: no unknown fields, no coercion, no surprises. */
@NullMarked
package dev.orderplatform.web.json;

import org.jspecify.annotations.NullMarked;
