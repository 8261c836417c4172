/** The events of sample-service, in the package that a new service's events go to. */
@NullMarked
package dev.orderplatform.contracts;

import org.jspecify.annotations.NullMarked;
