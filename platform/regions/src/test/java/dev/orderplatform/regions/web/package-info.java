@NullMarked
package dev.orderplatform.regions.web;

import org.jspecify.annotations.NullMarked;
