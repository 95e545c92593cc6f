package dev.signalbox.compile.slo;

import dev.signalbox.facts.DeclaredService;
import dev.signalbox.facts.RuleSettings;
import dev.signalbox.model.PrometheusDuration;
import dev.signalbox.model.ServiceReference;
import dev.signalbox.model.Slo;
import dev.signalbox.model.Violation;
import java.time.Duration;
import java.util.Optional;

/**
 * How often an SLO's series are scraped, and who says so: its service, else the SLO, else the stack. A wrong value
 * counts the increments at the edges of ledger cells twice or never.
 *
 * @param value the interval
 * @param path the field of the SLO from which it comes
 * @param origin the same in words
 */
record ScrapeInterval(Duration value, String path, String origin) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    static ScrapeInterval of(Slo slo, DeclaredService service, RuleSettings stack) {
        Optional<ScrapeInterval> ofService = service.scrapeInterval()
                .map(value -> new ScrapeInterval(value, path(slo.service()), "service " + service.service()));
        return ofService
                .or(() ->
                        slo.scrapeInterval().map(value -> new ScrapeInterval(value, "spec.sli.scrapeInterval", "SLO")))
                .orElseGet(() -> new ScrapeInterval(stack.scrapeInterval(), "spec.sli.scrapeInterval", "stack"));
    }

    /** Why the ledger can't count with it; nothing when it can. */
    Optional<Violation> violation() {
        boolean fits = value.isPositive()
                && value.compareTo(LONGEST) <= 0
                && LedgerCell.LENGTH.toMillis() % value.toMillis() == 0;
        return fits
                ? Optional.empty()
                : Optional.of(new Violation(
                        path,
                        "must be at most 1m and divide 5m, was \"%s\" (of the %s)"
                                .formatted(PrometheusDuration.print(value), origin),
                        "scrape at e.g. 15s, 30s or 1m"));
    }

    private static String path(ServiceReference reference) {
        return switch (reference) {
            case ServiceReference.Declared declared -> "spec.serviceRef";
            case ServiceReference.Named named -> "spec.service";
        };
    }
}
