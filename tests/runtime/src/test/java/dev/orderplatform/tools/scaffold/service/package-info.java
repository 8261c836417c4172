/** Makes new services, and builds them. */
@NullMarked
package dev.orderplatform.tools.scaffold.service;

import org.jspecify.annotations.NullMarked;
