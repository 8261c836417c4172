/** Answers requests for what another region owns with 421, in the services of a region. */
@NullMarked
package dev.orderplatform.regions.web;

import org.jspecify.annotations.NullMarked;
