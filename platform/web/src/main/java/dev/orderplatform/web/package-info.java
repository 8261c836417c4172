/** What every HTTP service shares; a service gets it by depending on this module. */
@NullMarked
package dev.orderplatform.web;

import org.jspecify.annotations.NullMarked;
