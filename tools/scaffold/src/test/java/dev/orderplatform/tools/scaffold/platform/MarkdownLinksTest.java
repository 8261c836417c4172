package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownLinksTest {
    private final MarkdownLinks links =
            new MarkdownLinks(List.of("README.md", "docs/audit.md", "docs/flows/upgrade.md", "docs/upgrading.md"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[audit](audit.md)",
                "[audit](audit.md#wait)",
                "[flows](flows)",
                "[top](../README.md)",
                "[root](..)",
                "[here](#here)",
                "[site](https://example.org/notes/x.md)"
            })
    void linksToWhatExistsStay(String link) {
        assertThat(links.redirect("docs/events.md", link + "\n")).isEqualTo(link + "\n");
    }

    @Test
    void linksToOmittedFilesLeadToTheExplanation() {
        assertThat(links.redirect("docs/flows/upgrade.md", "It is fast ([measured\nhere](../notes/x.md#fast)).\n"))
                .isEqualTo("It is fast ([measured\nhere](../upgrading.md#what-stays-with-the-template)).\n");
        assertThat(links.redirect("README.md", "[costs](docs/notes)\n"))
                .isEqualTo("[costs](docs/upgrading.md#what-stays-with-the-template)\n");
    }

    @Test
    void rowsAboutTheEvolutionAreLeftOut() {
        assertThat(links.redirect(
                        "docs/glossary.md",
                        "| term |\n| stage | [evolution](evolution.md) |\n| saga | [x](audit.md) |\n"))
                .isEqualTo("| term |\n| saga | [x](audit.md) |\n");
    }
}
