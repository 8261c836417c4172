/** GET /api/v1/points. */
@NullMarked
package dev.orderplatform.loyalty.web;

import org.jspecify.annotations.NullMarked;
