package dev.orderplatform.tools.load.scenario;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Scenarios as people type them. */
public final class ScenarioArgument implements ITypeConverter<Scenario> {

    @Override
    public Scenario convert(String value) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> scenario.title().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + value + "' is no scenario; there are: " + Scenario.titles()));
    }
}
