/** What waits between and in the regions: unpublished and unreplicated events, stored events, gaps; measured in the background. */
@NullMarked
package dev.orderplatform.runtime.backlog;

import org.jspecify.annotations.NullMarked;
