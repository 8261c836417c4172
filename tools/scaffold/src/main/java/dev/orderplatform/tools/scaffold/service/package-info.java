/** Makes a new service from the living template in {@code templates}. */
@NullMarked
package dev.orderplatform.tools.scaffold.service;

import org.jspecify.annotations.NullMarked;
