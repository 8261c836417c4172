package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTemplateTest {
    private static final String CONTRACTS =
            "templates/sample-contracts/src/main/java/" + Tokens.BASE_FOLDER + "contracts/";
    private static final ServiceTemplate TEMPLATE = new ServiceTemplate(Map.of(
            "templates/sample-service/pom.xml",
            """
            <parent>
                <relativePath>../../pom.xml</relativePath>
            </parent>
              <dependencies>
                <dependency>
                  <artifactId>contracts</artifactId>
                </dependency>
                <dependency>
                  <groupId>x</groupId>
                  <artifactId>sample-contracts</artifactId>
                  <version>1</version>
                </dependency>
                <dependency>
                  <artifactId>platform-web</artifactId>
                </dependency>
              </dependencies>
            """,
            "templates/sample-service/src/main/resources/application.yml",
            "port: 8104 # url: jdbc:postgresql://127.0.0.1:15432/sample\n",
            "templates/sample-service/src/A.java",
            """
            package sample.x;
            import contracts.SampleStream;
            /* Comment */ class FindSample { Transaction t = SampleStream.SAMPLE; String s = "Text"; } // Remark
            """,
            CONTRACTS + "SampleRegisteredEvent.java",
            "record SampleRegisteredEvent() {}\n",
            CONTRACTS + "SampleStream.java",
            "final class SampleStream {\n"
                    + "  public static final EventStream<SampleEvent> SAMPLE =\n"
                    + " new EventStream<>(\"sample-events\");\n"
                    + "}",
            "templates/sample-contracts/pom.xml",
            "",
            "templates/sample-contracts/src/main/resources/schemas/SampleRegisteredEvent.json",
            "{}",
            "templates/sample-contracts/src/test/resources/samples/SampleRegisteredEvent.json",
            "{}",
            "templates/sample-contracts/src/test/java/SampleStreamTest.java",
            ""));
    private static final NewServicePlan POINTS = new NewServicePlan(ServiceName.parse("points"), false, 8107);

    @Test
    void eventsGoToContractsAndAreAlreadyPublished() {
        assertThat(TEMPLATE.filesOf(POINTS))
                .containsOnlyKeys(
                        "points-service/pom.xml",
                        "points-service/src/main/resources/application.yml",
                        "points-service/src/A.java",
                        CONTRACTS.replace("templates/sample-", "") + "PointsRegisteredEvent.java",
                        "contracts/src/main/resources/schemas/PointsRegisteredEvent.json",
                        "contracts/src/test/resources/samples/PointsRegisteredEvent.json",
                        "contracts/src/test/resources/published/schemas/PointsRegisteredEvent.json",
                        "contracts/src/test/resources/published/samples/PointsRegisteredEvent.json");
    }

    @Test
    void pomHasNothingOfTheTemplatesFolder() {
        assertThat(TEMPLATE.filesOf(POINTS).get("points-service/pom.xml")).isEqualTo("""
            <parent>
            </parent>
              <dependencies>
                <dependency>
                  <artifactId>contracts</artifactId>
                </dependency>
                <dependency>
                  <artifactId>platform-web</artifactId>
                </dependency>
              </dependencies>
            """);
    }

    @Test
    void configurationHasItsPortAndDatabaseServer() {
        var file = "points-service/src/main/resources/application.yml";
        assertThat(TEMPLATE.filesOf(POINTS).get(file))
                .isEqualTo("port: 8107 # url: jdbc:postgresql://127.0.0.1:15432/points\n");
        assertThat(TEMPLATE.filesOf(new NewServicePlan(POINTS.name(), true, 8107))
                        .get(file))
                .contains("127.0.0.1:15430/points");
    }

    @Test
    void streamIsOneOfAllStreams() {
        assertThat(TEMPLATE.streamOf(POINTS.name()))
                .startsWith("public static final EventStream<PointsEvent> POINTS =")
                .endsWith("new EventStream<>(\"points-events\");");
        assertThat(TEMPLATE.filesOf(POINTS).get("points-service/src/A.java"))
                .contains("import contracts.EventStreams;")
                .contains("EventStreams.POINTS");
    }

    @Test
    void identifiersOfTheTemplateAreKnownWithoutCommentsAndTexts() {
        assertThat(TEMPLATE.identifiers())
                .contains("Transaction", "t")
                .doesNotContain("Comment", "Remark", "Text", "contracts", "FindSample");
        assertThat(TEMPLATE.identifiersOf(POINTS.name())).contains("FindPoints", "POINTS", "PointsRegisteredEvent");
    }
}
