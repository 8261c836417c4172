/** GET /api/v1/stock. */
@NullMarked
package dev.orderplatform.inventory.stock.web;

import org.jspecify.annotations.NullMarked;
