package dev.signalbox.interchange.sloth;

import dev.signalbox.api.v1alpha1.Alerting;
import dev.signalbox.api.v1alpha1.Alerting.AlertRoute;
import dev.signalbox.api.v1alpha1.Alerting.MissingData;
import dev.signalbox.api.v1alpha1.SloSpec;
import dev.signalbox.intake.document.Document;
import dev.signalbox.intake.document.Fault;
import dev.signalbox.interchange.indicator.Translation;
import dev.signalbox.interchange.resource.AlertLabels;
import dev.signalbox.interchange.resource.AlertLinks;
import dev.signalbox.interchange.resource.Alerts;
import dev.signalbox.interchange.resource.ObjectLabels;
import dev.signalbox.interchange.resource.ObjectNames;
import dev.signalbox.interchange.resource.Texts;
import dev.signalbox.interchange.source.Draft;
import dev.signalbox.interchange.source.Field;
import dev.signalbox.interchange.source.Imported;
import dev.signalbox.interchange.source.Remarks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one document of Sloth's: a service with its SLOs. */
public final class SlothImport {
    private static final String FILE = "prometheus/v1";
    private static final String GROUP = "sloth.slok.dev/";
    private static final String WINDOWS = "AlertWindows";

    private final Field root;
    private final Field service;
    private final Remarks ofDocument;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private SlothImport(Field root, Field service, Remarks ofDocument) {
        this.root = root;
        this.service = service;
        this.ofDocument = ofDocument;
    }

    /** Whether a document is of this project. */
    public static boolean isOne(Document document) {
        return document.content().path("version").asText().equals(FILE)
                || document.content().path("apiVersion").asText().startsWith(GROUP);
    }

    /** What became of documents of this project. */
    public static Imported read(List<Document> documents) {
        return documents.stream().map(SlothImport::read).reduce(Imported.NOTHING, Imported::and);
    }

    private static Imported read(Document document) {
        Remarks remarks = new Remarks();
        Field root = Field.root(document, remarks);
        if (root.at("kind").text().filter(WINDOWS::equals).isPresent()) {
            root.note("has no counterpart of its own: its rows can be spec.alerting.burnRates, its period spec.window");
            return new Imported(List.of(), remarks.notes(), List.of());
        }
        boolean file = root.at("version").isGiven();
        return new SlothImport(root, file ? root : root.at("spec"), remarks).read();
    }

    private Imported read() {
        List.of("version", "apiVersion", "kind", "status")
                .forEach(known -> root.at(known).skip());
        root.at("metadata").at("name").skip();
        root.at("metadata").at("namespace").skip();
        root.at("metadata").skipServerFields();
        Optional<String> name = service.at("service").requiredText("write the name of the service");
        List<Field> slos = service.at("slos").items();
        if (slos.isEmpty()) {
            service.at("slos").fault("must have an SLO, had none", "write slos with name, objective and sli");
        }
        name.ifPresent(given -> slos.forEach(slo -> read(slo, given)));
        if (!drafts.isEmpty()) {
            root.noteUnread();
        }
        faults.addAll(ofDocument.faults());
        List<Draft> complete = drafts.stream()
                .map(draft -> draft.withMoreNotes(ofDocument.notes()))
                .toList();
        return new Imported(complete, List.of(), faults);
    }

    private void read(Field written, String serviceName) {
        Remarks remarks = new Remarks();
        Field slo = written.in(remarks);
        String name = slo.at("name").text().orElse("");
        Optional<BigDecimal> objective = slo.at("objective")
                .number("write e.g. 99.9")
                .flatMap(percent -> Texts.percent(slo.at("objective"), percent));
        Optional<Translation> indicator = SlothIndicator.read(slo.at("sli"));
        Alerting alerting = alerting(slo, indicator.map(Translation::groupBy).orElse(List.of()));
        String description = Texts.description(slo.at("description"));
        slo.noteUnread();
        faults.addAll(remarks.faults());
        if (!remarks.faults().isEmpty()) {
            return;
        }
        SloSpec spec = new SloSpec(
                null,
                Texts.service(service.at("service"), serviceName),
                description,
                objective.orElseThrow(),
                null,
                indicator.orElseThrow().sli(),
                indicator.get().groupByOrNull(),
                alerting,
                null,
                null);
        drafts.add(new Draft(
                slo,
                ObjectNames.joined(serviceName, name),
                root.at("metadata").at("namespace").text().orElse(""),
                ObjectLabels.of(root.at("metadata").at("labels"), service.at("labels"), slo.at("labels")),
                spec,
                remarks.notes()));
    }

    private Alerting alerting(Field slo, List<String> groupBy) {
        Field alerting = slo.at("alerting");
        Field page = alerting.atEither("page_alert", "pageAlert");
        Field ticket = alerting.atEither("ticket_alert", "ticketAlert");
        boolean silent = page.at("disable").isTrue() && ticket.at("disable").isTrue();
        AlertLinks links = AlertLinks.of(alerting.at("annotations"), page.at("annotations"), ticket.at("annotations"));
        return Alerts.orNull(new Alerting(
                Texts.alertName(alerting.at("name")),
                null,
                route(slo, page, groupBy),
                route(slo, ticket, groupBy),
                links.runbook(),
                links.dashboard(),
                null,
                silent ? MissingData.IGNORE : null));
    }

    /** Sloth's labels of service and SLO reach alerts through the recorded series; ours are on alerts only. */
    private AlertRoute route(Field slo, Field alert, List<String> groupBy) {
        boolean disabled = alert.at("disable").isTrue();
        AlertLabels labels = new AlertLabels(groupBy)
                .with(service.at("labels"))
                .with(slo.at("labels"))
                .with(slo.at("alerting").at("labels"))
                .with(alert.at("labels"));
        return Alerts.route(disabled, labels);
    }
}
