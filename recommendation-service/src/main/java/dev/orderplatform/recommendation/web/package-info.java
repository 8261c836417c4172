/** GET /api/v1/recommendations, and rebuilds for orderctl. */
@NullMarked
package dev.orderplatform.recommendation.web;

import org.jspecify.annotations.NullMarked;
