/** What an order earns, the transfers that follow, and the accounts they change. Knows no framework. */
@NullMarked
package dev.orderplatform.loyalty.domain;

import org.jspecify.annotations.NullMarked;
