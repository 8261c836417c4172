package dev.orderplatform.runtime.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {

    @TempDir
    private Path folder;

    @Test
    void secretsStayTheSame() {
        var first = new Secrets(folder).password("postgres-east", "order_app");
        assertThat(new Secrets(folder).password("postgres-east", "order_app")).isEqualTo(first);
        assertThat(new Secrets(folder).password("postgres-east", "order_owner")).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        var own = new Secrets(folder).handOut("gateway", Map.of("platform.security.service-key", "service-key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        var file = own.resolve("platform.security.service-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file))).hasSize(32);
    }

    @Test
    void aProcessHasItsOwnSecretsOnlyAndLosesThoseItNoLongerNeeds() {
        var secrets = new Secrets(folder);
        secrets.handOut("gateway", Map.of("old", "service-key"));
        var own = secrets.handOut("gateway", Map.of("new", "service-key"));
        assertThat(own).isDirectoryContaining("glob:**/new").isDirectoryNotContaining("glob:**/old");
    }

    @Test
    void whatTheSigningKeySignsTheUserKeyVerifies() throws Exception {
        var secrets = new Secrets(folder);
        var keys = KeyFactory.getInstance("RSA");
        var signature = Signature.getInstance("SHA256withRSA");
        // The public half first: the order in which they are asked for must not matter.
        var publicKey = keys.generatePublic(new X509EncodedKeySpec(content(secrets.read("user-key"))));
        signature.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(content(secrets.read("signing-key")))));
        signature.update((byte) 1);
        var signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    private static byte[] content(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
