package dev.signalbox.report;

import dev.signalbox.cli.report.ExportedResources;
import dev.signalbox.model.ResourceName;
import dev.signalbox.report.reading.HealthReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A shop with 15 workloads, 12 of them instrumented, and a bit of everything that can be wrong. */
public final class Shop {
    /** When it is looked at. */
    public static final Instant NOW = Instant.parse("2026-11-22T01:08:00Z");

    /** Its resources, as a cluster would print them. */
    public static final Path FILE = Path.of("src/test/resources/report/shop/resources.yaml");

    private static final int STEPS = 60;

    private Shop() {}

    public static Resources resources(Scope scope) {
        return read(FILE).resources(scope);
    }

    /** With the course of the budgets of some SLOs. */
    public static HealthReport report() {
        return HealthReading.of(resources(new Scope.Cluster()), histories(), NOW);
    }

    /** The same, of some namespaces. */
    public static HealthReport report(Scope scope) {
        return HealthReading.of(resources(scope), Map.of(), NOW);
    }

    static ExportedResources read(Path file) {
        try {
            ExportedResources exported = new ExportedResources();
            exported.read(file.toString(), Files.readAllBytes(file));
            return exported;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<ResourceName, BudgetHistory> histories() {
        return Map.of(
                new ResourceName("shop", "checkout-availability"),
                history(30, step -> step < 57 ? 96 - step * 0.55 : 64.65 - (step - 56) * 19.4625),
                new ResourceName("shop", "checkout-latency"),
                history(30, step -> 82 - step * 1.06 + 4 * Math.sin(step / 3.0)),
                new ResourceName("shop", "storefront-availability"),
                history(28, step -> 88 + 6 * Math.sin(step / 9.0)),
                new ResourceName("search", "catalogue-freshness"),
                history(30, step -> step < 20 ? 99 : step < 24 ? Double.NaN : 71));
    }

    private static BudgetHistory history(int days, IntToDoubleFunction remaining) {
        Duration step = Duration.ofDays(days).dividedBy(STEPS);
        List<BudgetHistory.Point> points = IntStream.rangeClosed(0, STEPS)
                .filter(i -> Double.isFinite(remaining.applyAsDouble(i)))
                .mapToObj(i -> new BudgetHistory.Point(
                        NOW.minus(Duration.ofDays(days)).plus(step.multipliedBy(i)),
                        Math.round(remaining.applyAsDouble(i) * 10) / 10.0))
                .toList();
        return new BudgetHistory(points);
    }
}
