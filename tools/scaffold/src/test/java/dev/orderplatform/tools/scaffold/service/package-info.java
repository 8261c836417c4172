/** Tests of what {@code orderctl new service} makes and refuses. */
@NullMarked
package dev.orderplatform.tools.scaffold.service;

import org.jspecify.annotations.NullMarked;
