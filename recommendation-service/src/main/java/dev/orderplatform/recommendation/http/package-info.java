/** Catalogue and stock of inventory-service, over HTTP. */
@NullMarked
package dev.orderplatform.recommendation.http;

import org.jspecify.annotations.NullMarked;
