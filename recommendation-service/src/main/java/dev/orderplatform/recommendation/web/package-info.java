/** GET /api/v1/recommendation. */
@NullMarked
package dev.orderplatform.recommendation.web;

import org.jspecify.annotations.NullMarked;
