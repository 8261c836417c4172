/** Parcels: what they hold, and which change of one may follow which. Knows neither Spring nor SQL. */
@NullMarked
package dev.orderplatform.logistics.domain;

import org.jspecify.annotations.NullMarked;
