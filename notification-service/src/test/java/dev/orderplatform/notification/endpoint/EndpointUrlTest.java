package dev.orderplatform.notification.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
    private static final AddressRules PUBLIC = new AddressRules(false);
    private static final AddressRules DEMO = new AddressRules(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "https://example.com",
                "https://EXAMPLE.com:8443/a/b?c=d&e=%20",
                "HTTPS://hooks.example.com/",
                "https://1.1.1.1/hook",
                "https://[2606:4700::1111]/hook",
                "https://xn--bcher-kva.example/",
                "https://1password.example/",
                "https://127.0.0.1.example.com/"
            })
    void publicUrlIsAcceptedInEveryProfile(String url) {
        assertThat(EndpointUrl.parse(url, PUBLIC)).hasToString(url);
        assertThat(EndpointUrl.parse(url, DEMO)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "http://localhost:9000/hook",
                "https://127.0.0.1:9000/",
                "http://127.0.0.1:9000/",
                "https://127.8.9.10/",
                "https://[::1]:9000/"
            })
    void httpAndLoopbackAreForDemosOnly(String url) {
        assertThat(EndpointUrl.parse(url, DEMO)).hasToString(url);
        assertThatThrownBy(() -> EndpointUrl.parse(url, PUBLIC)).isInstanceOf(EndpointRefused.class);
    }

    /** What some parser reads as 127.0.0.1, or as another address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "127.0.1",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7f.1",
                "0X7F.0.0.1",
                "0x7f.0x0.0x0.0x1",
                "0177.0.0.1",
                "0177.0.0.01",
                "127.0.0.01",
                "127.000.000.001",
                "010.0.0.1",
                "1.1.1.01",
                "1.1.1.1.",
                "127.0.0.1.",
                "127.0.0.1.1",
                "127.0.0.256",
                "256.0.0.1",
                "0",
                "0x",
                "1.2.3",
                "127.0.0.0x1",
                "example.1",
                "%31%32%37.0.0.1",
                "127%2e0.0.1",
                "１２７.0.0.1",
                "127。0。0。1",
                "①27.0.0.1",
                "[0:0:0:0:0:0:0:1]",
                "[0000::1]",
                "[::01]",
                "[::0:1]",
                "[::1%25lo]",
                "[::1%lo]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::FFFF:1.1.1.1]",
                "[::127.0.0.1]",
                "[2606:4700:0::1111]",
                "[2606:4700:0:0:0:0:0:1111]",
                "[127.0.0.1]",
                "[::1",
                "::1"
            })
    void otherSpellingsOfAddressesAreRefusedInEveryProfile(String host) {
        for (AddressRules rules : new AddressRules[] {PUBLIC, DEMO}) {
            assertThatThrownBy(() -> EndpointUrl.parse("https://" + host + "/hook", rules))
                    .isInstanceOf(EndpointRefused.class);
            assertThatThrownBy(() -> EndpointUrl.parse("http://" + host + ":80/hook", rules))
                    .isInstanceOf(EndpointRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hook",
                "/hook",
                "//example.com/hook",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "jar:https://example.com/!/",
                "https:",
                "https://",
                "https:///hook",
                "https:example.com",
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://example.com@127.0.0.1/",
                "https://127.0.0.1@example.com/",
                "https://example.com/#fragment",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:x/",
                "https://exa mple.com/",
                "https://example.com/\n",
                "https://example.com/\u0000",
                "https://example.com\\@127.0.0.1/",
                "https://example..com/",
                "https://example.com./",
                "https://localhost./",
                "https://-example.com/",
                "https://exa_mple.com/",
                "https://10.0.0.1/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[ff02::1]/",
                "https://[2002:7f00:1::1]/",
                "https://[64:ff9b::7f00:1]/"
            })
    void otherUrlIsRefusedInEveryProfile(String url) {
        assertThatThrownBy(() -> EndpointUrl.parse(url, PUBLIC)).isInstanceOf(EndpointRefused.class);
        assertThatThrownBy(() -> EndpointUrl.parse(url, DEMO)).isInstanceOf(EndpointRefused.class);
    }

    @Test
    void lengthIsLimited() {
        String longest = "https://example.com/" + "a".repeat(2028);
        assertThat(EndpointUrl.parse(longest, PUBLIC)).hasToString(longest);
        assertThatThrownBy(() -> EndpointUrl.parse(longest + "a", PUBLIC)).isInstanceOf(EndpointRefused.class);
    }
}
