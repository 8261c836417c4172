/** GET /api/v1/sample. */
@NullMarked
package dev.orderplatform.sample.web;

import org.jspecify.annotations.NullMarked;
