/** What all of the service's HTTP interface shares: who may read, and what an unreachable database answers. */
@NullMarked
package dev.orderplatform.inventory.web;

import org.jspecify.annotations.NullMarked;
