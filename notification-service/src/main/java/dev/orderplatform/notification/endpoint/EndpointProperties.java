package dev.orderplatform.notification.endpoint;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Customers' webhook endpoints.
 *
 * @param allowLoopback also http and loopback addresses; only for demos
 * @param keys encrypt the endpoints' secrets: 32 bytes each in Base64, separated by white space, the newest first. An old
 *     key can be removed once every customer has saved their endpoint again
 * @param lookupTimeout for the host, when preferences are changed
 */
@Validated
@ConfigurationProperties("platform.notification.endpoints")
record EndpointProperties(
        @DefaultValue("false") boolean allowLoopback,
        @NotBlank String keys,
        @DefaultValue("2s") Duration lookupTimeout) {
    private static final int KEY_BYTES = 32;

    List<byte[]> decodedKeys() {
        return Arrays.stream(keys.strip().split("\\s+"))
                .map(EndpointProperties::decode)
                .toList();
    }

    private static byte[] decode(String key) {
        byte[] bytes = Base64.getDecoder().decode(key);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of platform.notification.endpoints.keys has " + KEY_BYTES
                    + " bytes, this one has " + bytes.length);
        }
        return bytes;
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "EndpointProperties[allowLoopback=" + allowLoopback + "]";
    }
}
