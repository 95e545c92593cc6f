package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A template of the Helm chart that is generated. {@code -Dgolden.update=true} rewrites it.
 *
 * @param file its name in {@code helm-chart/templates}
 * @param value which value has to be true for it
 * @param header comments at its beginning
 */
public record ChartTemplate(String file, String value, String header) {
    private static final String METADATA = "(?m)^metadata:\n  name: .*\n";

    /** @param objects as they are for everybody, as YAML; the chart adds labels and annotations to each */
    public void assertCurrent(String objects) throws IOException {
        assertThat(objects).as("Helm takes it for a template").doesNotContain("{{");
        String wanted = "{{- if .Values." + value + " }}\n"
                + header
                + objects.replaceAll(METADATA, "$0  {{- include \"signalbox.metadata\" (list . dict) | nindent 2 }}\n")
                + "{{- end }}\n";
        Path template = Path.of("helm-chart/templates", file);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(template, wanted);
        }
        assertThat(template).hasContent(wanted);
    }
}
