/** Security and error mapping of the HTTP interface. */
@NullMarked
package dev.orderplatform.inventory.web;

import org.jspecify.annotations.NullMarked;
