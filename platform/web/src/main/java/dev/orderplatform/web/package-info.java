/** Shared by all HTTP services and configured automatically. */
@NullMarked
package dev.orderplatform.web;

import org.jspecify.annotations.NullMarked;
