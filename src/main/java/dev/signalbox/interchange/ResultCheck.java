package dev.signalbox.interchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.api.v1alpha1.SLO;
import dev.signalbox.intake.batch.BatchReader;
import dev.signalbox.intake.document.Fault;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds what was made against the checks that every SLO has to pass: nothing is printed that {@code render} would then
 * refuse, and with it all the rest.
 */
final class ResultCheck {
    /** Where resources are that don't say it. */
    static final String NAMESPACE = "default";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private ResultCheck() {}

    /** Those that pass; of the others is told why not. */
    static List<ImportedSlo> valid(List<ImportedSlo> slos, List<Fault> faults) {
        BatchReader reader = new BatchReader(NAMESPACE);
        for (int i = 0; i < slos.size(); i++) {
            reader.read(Integer.toString(i), json(slos.get(i).slo()));
        }
        Set<Integer> refused = new HashSet<>();
        for (Fault fault : reader.batch().faults()) {
            int index = Integer.parseInt(fault.source());
            refused.add(index);
            faults.add(slos.get(index).origin().refused(fault.violation()));
        }
        List<ImportedSlo> valid = new ArrayList<>();
        for (int i = 0; i < slos.size(); i++) {
            if (!refused.contains(i)) {
                valid.add(slos.get(i));
            }
        }
        return valid;
    }

    private static byte[] json(SLO slo) {
        try {
            return JSON.writeValueAsBytes(slo);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a resource can be written", impossible);
        }
    }
}
