package dev.signalbox.api.crd.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each break is seen, where it is and as what it is; what is compatible is no finding. */
class CrdEvolutionRulesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String CRD = """
            metadata: {name: things.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Thing, plural: things, shortNames: [th, thing], categories: [all]}
              versions:
              - name: v1
                served: true
                storage: true
                subresources: {status: {}}
                selectableFields: [{jsonPath: .spec.colour}]
                additionalPrinterColumns:
                - {name: Colour, type: string, jsonPath: .spec.colour}
                - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
                schema: {openAPIV3Schema: {type: object, properties: {spec: %s}}}
            """;

    private static final String IN_SCHEMAS = """
            {properties: {a: {}, b: {}}}                | {properties: {a: {}}}                        | spec.b FIELD_REMOVED
            {properties: {a: {properties: {b: {}}}}}    | {properties: {a: {properties: {}}}}          | spec.a.b FIELD_REMOVED
            {items: {properties: {a: {}}}}              | {items: {properties: {}}}                    | spec[].a FIELD_REMOVED
            {additionalProperties: {properties: {a: {}}}} | {additionalProperties: {properties: {}}}   | spec{}.a FIELD_REMOVED
            {additionalProperties: {type: string}}      | {additionalProperties: false}                | spec{} FIELD_REMOVED
            {additionalProperties: {type: string}}      | {additionalProperties: {type: integer}}      | spec{} TYPE_CHANGED
            {type: string}                              | {type: integer}                              | spec TYPE_CHANGED
            {type: integer}                             | {x-kubernetes-int-or-string: true}           | spec TYPE_CHANGED,spec TYPE_CHANGED
            {}                                          | {x-kubernetes-embedded-resource: true}       | spec TYPE_CHANGED
            {format: int64}                             | {format: int32}                              | spec TYPE_CHANGED
            {properties: {a: {}}}                       | {properties: {a: {}}, required: [a]}         | spec.a REQUIRED_ADDED
            {}                                          | {properties: {a: {}}, required: [a]}         | spec.a REQUIRED_ADDED
            {enum: [a, b]}                              | {enum: [a, c]}                               | spec VALUE_REMOVED
            {}                                          | {enum: [a]}                                  | spec VALUE_REMOVED
            {nullable: true}                            | {}                                           | spec VALUE_REMOVED
            {minimum: 1}                                | {minimum: 1.5}                               | spec BOUND_NARROWED
            {}                                          | {minimum: 1}                                 | spec BOUND_NARROWED
            {maximum: 10}                               | {maximum: 9}                                 | spec BOUND_NARROWED
            {minimum: 0}                                | {minimum: 0, exclusiveMinimum: true}         | spec BOUND_NARROWED
            {maximum: 0}                                | {maximum: 0, exclusiveMaximum: true}         | spec BOUND_NARROWED
            {maxLength: 10}                             | {maxLength: 9}                               | spec BOUND_NARROWED
            {minLength: 1}                              | {minLength: 2}                               | spec BOUND_NARROWED
            {}                                          | {maxItems: 9}                                | spec BOUND_NARROWED
            {minItems: 0}                               | {minItems: 1}                                | spec BOUND_NARROWED
            {maxProperties: 2}                          | {maxProperties: 1}                           | spec BOUND_NARROWED
            {}                                          | {minProperties: 1}                           | spec BOUND_NARROWED
            {}                                          | {multipleOf: 5}                              | spec BOUND_NARROWED
            {}                                          | {uniqueItems: true}                          | spec BOUND_NARROWED
            {pattern: a}                                | {pattern: b}                                 | spec PATTERN_CHANGED
            {}                                          | {pattern: a}                                 | spec PATTERN_CHANGED
            {default: 1}                                | {default: 2}                                 | spec DEFAULT_CHANGED
            {default: 1}                                | {}                                           | spec DEFAULT_CHANGED
            {}                                          | {default: 1}                                 | spec DEFAULT_CHANGED
            {items: {properties: {a: {}}}}              | {items: {properties: {a: {default: 1}}}}     | spec[].a DEFAULT_IN_LIST
            {items: {}}                                 | {items: {properties: {a: {default: 1}}}}     | spec[].a DEFAULT_IN_LIST
            {}                                          | {properties: {a: {items: {additionalProperties: {default: 1}}}}} | spec.a[]{} DEFAULT_IN_LIST
            {}                                          | {x-kubernetes-list-type: map}                | spec LIST_TYPE_CHANGED
            {x-kubernetes-list-type: map}               | {x-kubernetes-list-type: set}                | spec LIST_TYPE_CHANGED
            {x-kubernetes-list-map-keys: [a]}           | {x-kubernetes-list-map-keys: [a, b]}         | spec LIST_TYPE_CHANGED
            {}                                          | {x-kubernetes-map-type: atomic}              | spec LIST_TYPE_CHANGED
            {x-kubernetes-preserve-unknown-fields: true} | {}                                          | spec UNKNOWN_FIELDS_DROPPED
            {}                                          | {x-kubernetes-validations: [{rule: self > 1}]} | spec RULE_ADDED
            {x-kubernetes-validations: [{rule: self > 1}]} | {x-kubernetes-validations: [{rule: self > 2}]} | spec RULE_ADDED
            {}                                          | {x-kubernetes-validations: [{rule: self == oldSelf}]} | spec RULE_OF_CHANGES_ADDED
            {not: {}}                                   | {}                                           | spec KEYWORD_CHANGED
            """;

    private static final String COMPATIBLE = """
            {description: a, title: a, example: 1}      | {description: b, title: b, example: 2}
            {properties: {a: {}}}                       | {properties: {a: {}, b: {default: 1}}}
            {properties: {a: {}}, required: [a]}        | {properties: {a: {}}}
            {properties: {a: {default: 1}}}             | {properties: {a: {default: 1}}, required: [a]}
            {}                                          | {properties: {a: {properties: {b: {}}, required: [b]}}}
            {enum: [a]}                                 | {enum: [b, a]}
            {enum: [a]}                                 | {}
            {minimum: 1, maximum: 2}                    | {minimum: 0, maximum: 3}
            {minimum: 1, maximum: 2}                    | {}
            {minLength: 1, minItems: 1, maxItems: 3}    | {maxItems: 4}
            {minimum: 1, exclusiveMinimum: true}        | {minimum: 1}
            {pattern: a, format: int32, multipleOf: 2}  | {}
            {}                                          | {nullable: true}
            {}                                          | {x-kubernetes-list-type: atomic}
            {x-kubernetes-map-type: granular}           | {}
            {}                                          | {x-kubernetes-preserve-unknown-fields: true}
            {additionalProperties: {type: string}}      | {additionalProperties: true}
            {x-kubernetes-validations: [{rule: self > 1}, {rule: self > 2}]} | {x-kubernetes-validations: [{rule: self > 2, message: more}]}
            """;

    /** What is found in another definition, by what of it was replaced. */
    private static final String OF_DEFINITIONS = """
            metadata: {name: things    ~ metadata: {name: others    ~ things.example.com KIND_REMOVED
            kind: Thing                ~ kind: Something            ~ things.example.com NAME_CHANGED
            scope: Namespaced          ~ scope: Cluster             ~ things.example.com SCOPE_CHANGED
            [th, thing]                ~ [thing]                    ~ things.example.com SHORT_NAME_REMOVED
            [all]                      ~ []                         ~ things.example.com SHORT_NAME_REMOVED
            subresources: {status: {}} ~ subresources: {}           ~ things.example.com v1 SUBRESOURCE_CHANGED
            - {name: Age               ~ - {name: Old               ~ things.example.com v1 COLUMN_CHANGED
            type: date                 ~ type: string               ~ things.example.com v1 COLUMN_CHANGED
            [{jsonPath: .spec.colour}] ~ []                         ~ things.example.com v1 SELECTABLE_REMOVED
            served: true               ~ served: false              ~ things.example.com v1 VERSION_NOT_SERVED
            """;

    private static final String NEXT_VERSION = "  - {name: v2, served: %s, storage: %s}\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = IN_SCHEMAS)
    void isFoundInASchema(String before, String now, String found) {
        List<String> expected = Arrays.stream(found.split(","))
                .map("things.example.com v1 "::concat)
                .map(where -> where.replaceFirst(" ([A-Z_]+)$", " | $1"))
                .toList();
        assertThat(found(CRD.formatted(before), CRD.formatted(now))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = COMPATIBLE)
    void isCompatible(String before, String now) {
        assertThat(found(CRD.formatted(before), CRD.formatted(now))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = OF_DEFINITIONS)
    void isFoundInADefinition(String part, String other, String found) {
        String before = CRD.formatted("{}");
        assertThat(before).contains(part);
        assertThat(found(before, before.replace(part, other)))
                .containsExactly(found.replaceFirst(" ([A-Z_]+)$", " | $1"));
    }

    @Test
    void aVersionComesIsStoredAndTheOldOneIsNoLongerServedEachInARelease() {
        String one = CRD.formatted("{}");
        String both = one + NEXT_VERSION.formatted(true, false);
        String another = one.replace("storage: true", "storage: false") + NEXT_VERSION.formatted(true, true);
        String unserved = another.replace("served: true\n", "served: false\n");
        String last = another.replace("name: v1\n", "name: v0\n");

        assertThat(found(one, both)).isEmpty();
        assertThat(found(both, another)).isEmpty();
        assertThat(found(one, another)).containsExactly("things.example.com v2 | STORED_TOO_EARLY");
        assertThat(found(another, unserved)).containsExactly("things.example.com v1 | VERSION_NOT_SERVED");
        assertThat(found(another, last)).containsExactly("things.example.com v1 | VERSION_DROPPED");
        assertThat(found(unserved, last)).containsExactly("things.example.com v1 | VERSION_DROPPED");
        assertThat(found(unserved, unserved)).isEmpty();
    }

    @Test
    void aFindingSaysWhereWhatAndWhatComesOfIt() {
        assertThat(CrdEvolution.breaks(List.of(tree("{maxLength: 9}")), List.of(tree("{maxLength: 5}"))))
                .extracting(Finding::toString)
                .containsExactly("things.example.com v1 spec | BOUND_NARROWED (maxLength was 9, is 5):"
                        + " an object that is beyond would be refused");
    }

    /** A break without a case would be one that nobody has seen found. */
    @ParameterizedTest
    @EnumSource
    void hasACase(Break what) {
        List<Break> elsewhere = List.of(Break.VERSION_DROPPED, Break.STORED_TOO_EARLY);
        assertThat(elsewhere.contains(what) || (IN_SCHEMAS + OF_DEFINITIONS).contains(" " + what.name()))
                .isTrue();
    }

    private static JsonNode tree(String spec) {
        return read(CRD.formatted(spec));
    }

    private static List<String> found(String before, String now) {
        return CrdEvolution.breaks(List.of(read(before)), List.of(read(now)))
                .map(Finding::key)
                .collect(Collectors.toList());
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
