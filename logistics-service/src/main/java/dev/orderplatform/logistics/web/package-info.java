/** GET /api/v1/logistics. */
@NullMarked
package dev.orderplatform.logistics.web;

import org.jspecify.annotations.NullMarked;
