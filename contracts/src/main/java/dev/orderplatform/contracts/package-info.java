/** What travels between services: events, their JSON form, and the topics that carry them. */
@NullMarked
package dev.orderplatform.contracts;

import org.jspecify.annotations.NullMarked;
