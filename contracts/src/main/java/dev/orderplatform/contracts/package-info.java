/** The contract between services: events, their JSON form, and their topics. */
@NullMarked
package dev.orderplatform.contracts;

import org.jspecify.annotations.NullMarked;
