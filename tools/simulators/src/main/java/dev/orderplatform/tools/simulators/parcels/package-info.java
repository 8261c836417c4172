/** The carrier: parcels, shipped and delivered within seconds. */
@NullMarked
package dev.orderplatform.tools.simulators.parcels;

import org.jspecify.annotations.NullMarked;
