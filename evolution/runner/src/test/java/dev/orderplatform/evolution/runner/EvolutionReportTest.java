package dev.orderplatform.evolution.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.evolution.runner.StageResult.Hung;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class EvolutionReportTest {
    private static final Hung HANG = new Hung(1000, 400, Map.of("HTTP 503", 600L), 812.3, 950, 400, 0);
    private static final Hung CALM = new Hung(1000, 1000, Map.of(), 9.5, 20, 1000, 0);
    private static final Evolution EVOLUTION = new Evolution(
            "2026-11-25T12:00:00Z",
            "2 × <some> CPU",
            "./orderctl evolution",
            List.of(stage(1, "monolith", 500, HANG), stage(4, "event-driven", 2000, CALM)));

    @Test
    void theTableHasARowAStageAndAlignsItsNumbers() {
        var lines = EvolutionTable.aligned(new EvolutionTable(EVOLUTION.stages()).load());
        assertThat(lines).hasSize(3);
        assertThat(lines)
                .extracting(String::length)
                .containsOnly(lines.getFirst().length());
        assertThat(lines.get(1)).startsWith("1 monolith").contains("500").contains("kept");
        assertThat(lines.get(2)).startsWith("4 event-driven").contains("2,000");
    }

    @Test
    void theTableTellsWhatBecameOfCallersWhileSomethingHung() {
        var rows = new EvolutionTable(EVOLUTION.stages()).hangs();
        assertThat(rows.get(1)).contains("400 of 1,000", "60.0 %", "812");
        assertThat(rows.get(2)).contains("1,000 of 1,000", "0.0 %", "9.5");
    }

    @Test
    void theChartIsWellFormedAndItsLongestBarIsTheLargestFigure() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        new EvolutionChart(EVOLUTION).svg().getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTextContent())
                .contains("2 × <some> CPU", "Confirmed orders/s", "4 event-driven");
        // After the background come the first panel's bars, one per stage.
        var bars = document.getElementsByTagName("rect");
        assertThat(width((Element) bars.item(1)) / width((Element) bars.item(2)))
                .isEqualTo(0.25);
    }

    @Test
    void thePageShowsChartAndTablesAndTheCommandThatRepeatsThem() {
        assertThat(new EvolutionPage(EVOLUTION).html())
                .contains("<svg", "<td>400 of 1,000</td>", "./orderctl evolution", "2 × &lt;some&gt; CPU")
                .doesNotContain("%s");
    }

    @Test
    void aStageThatLeftAnOrderBehindIsNotGood() {
        var left = new Hung(10, 10, Map.of(), 1, 1, 9, 1);
        assertThat(EVOLUTION.good()).isTrue();
        assertThat(stage(2, "x", 1, left).good()).isFalse();
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width"));
    }

    private static StageResult stage(int number, String title, double confirmed, Hung inventory) {
        return new StageResult(
                number, title, List.of(), confirmed, confirmed, 5, 20, 6, 25, Map.of(), 0, 0.75, 0.03, 900, inventory,
                CALM);
    }
}
