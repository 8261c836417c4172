/** POST /api/v1/shipments/callback. */
@NullMarked
package dev.orderplatform.logistics.web;

import org.jspecify.annotations.NullMarked;
