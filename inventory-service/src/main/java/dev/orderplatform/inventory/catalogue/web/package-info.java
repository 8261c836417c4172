/** GET /api/v1/catalogue. */
@NullMarked
package dev.orderplatform.inventory.catalogue.web;

import org.jspecify.annotations.NullMarked;
