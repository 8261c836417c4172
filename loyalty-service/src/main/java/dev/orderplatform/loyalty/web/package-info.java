/** GET /api/v1/loyalty. */
@NullMarked
package dev.orderplatform.loyalty.web;

import org.jspecify.annotations.NullMarked;
