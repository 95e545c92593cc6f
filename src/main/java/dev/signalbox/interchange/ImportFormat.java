package dev.signalbox.interchange;

import dev.signalbox.intake.document.Document;
import dev.signalbox.interchange.openslo.OpenSloImport;
import dev.signalbox.interchange.pyrra.PyrraImport;
import dev.signalbox.interchange.sloth.SlothImport;
import dev.signalbox.interchange.source.Imported;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** A project whose objectives can be read. */
public enum ImportFormat {
    SLOTH("Sloth", SlothImport::isOne, SlothImport::read),
    PYRRA("Pyrra", PyrraImport::isOne, PyrraImport::read),
    OPENSLO("OpenSLO", OpenSloImport::isOne, OpenSloImport::read);

    private final String project;
    private final Predicate<Document> recognizer;
    private final Function<List<Document>, Imported> reader;

    ImportFormat(String project, Predicate<Document> recognizer, Function<List<Document>, Imported> reader) {
        this.project = project;
        this.recognizer = recognizer;
        this.reader = reader;
    }

    /** As the project writes itself. */
    String project() {
        return project;
    }

    boolean isOne(Document document) {
        return recognizer.test(document);
    }

    Imported read(List<Document> documents) {
        return reader.apply(documents);
    }

    /** As one writes it on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
