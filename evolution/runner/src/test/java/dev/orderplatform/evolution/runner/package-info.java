@NullMarked
package dev.orderplatform.evolution.runner;

import org.jspecify.annotations.NullMarked;
