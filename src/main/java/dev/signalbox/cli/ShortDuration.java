package dev.signalbox.cli;

import dev.signalbox.model.PrometheusDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations of options are written as in resources. */
final class ShortDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return PrometheusDuration.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException("must be a duration like 20s or 500ms, was \"" + text + "\""));
    }
}
