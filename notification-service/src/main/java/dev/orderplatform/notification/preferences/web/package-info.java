/** GET and PUT /api/v1/notifications/preferences. */
@NullMarked
package dev.orderplatform.notification.preferences.web;

import org.jspecify.annotations.NullMarked;
