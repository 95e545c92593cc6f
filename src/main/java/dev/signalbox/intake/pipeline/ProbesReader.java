package dev.signalbox.intake.pipeline;

import dev.signalbox.api.v1alpha1.Probe;
import dev.signalbox.intake.DurationFields;
import dev.signalbox.intake.Findings;
import dev.signalbox.model.pipeline.HttpProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.probes} of a {@code ServiceObservability}. */
final class ProbesReader {
    private static final String PATH = "spec.probes";
    private static final String EXAMPLE = "http://checkout:8080/healthz";
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final int DEFAULT_STATUS = 200;

    private ProbesReader() {}

    static List<HttpProbe> read(List<Probe> written, Findings findings) {
        ListItems.requireDistinct(PATH, written, Probe::name, "name", findings);
        return ListItems.read(PATH, written, findings, (at, probe) -> probe(at, probe, findings));
    }

    private static Optional<HttpProbe> probe(String path, Probe written, Findings findings) {
        ObjectNames.requireLabel(path + ".name", written.name(), "home", findings);
        String text = Optional.ofNullable(written.url()).orElse("");
        Optional<Address> url = TenantEndpoint.url(path + ".url", text, EXAMPLE, findings)
                .filter(address -> findings.require(
                        !address.rest().contains("#"),
                        path + ".url",
                        "must have no fragment, which no server sees; was \"%s\"".formatted(text),
                        "leave out what begins with #"));
        Duration interval = interval(path + ".interval", written.interval(), findings);
        int status = NumberFields.within(100, 599, path + ".expectStatus", written.expectStatus(), findings)
                .orElse(DEFAULT_STATUS);
        return url.map(address -> new HttpProbe(written.name(), address.toString(), interval, status));
    }

    /** What is asked more often than each second is loaded, not watched. */
    private static Duration interval(String path, String written, Findings findings) {
        Duration interval = DurationFields.positive(path, written, findings).orElse(DEFAULT_INTERVAL);
        findings.require(
                interval.compareTo(Duration.ofSeconds(1)) >= 0,
                path,
                "must be 1s or more, was \"%s\"".formatted(written),
                "write e.g. \"30s\"");
        return interval;
    }
}
