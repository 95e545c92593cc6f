package dev.signalbox.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.compile.kube.ManifestYaml;
import org.junit.jupiter.api.Test;

class RedactedTreeTest {

    @Test
    void variablesLoseTheirValuesButForSettings() {
        assertThat(redacted("""
                kind: Pod
                spec:
                  containers:
                  - name: operator
                    args: [operator, --token, S3CRET, --password=S3CRET, --log-level=DEBUG]
                    env:
                    - {name: A, value: S3CRET}
                    - {name: SIGNALBOX_IMAGE, value: 'registry/signalbox:1'}
                    - {name: SIGNALBOX_STRATEGIES_URL, value: 'http://me:S3CRET@there'}
                    - {name: B, valueFrom: {secretKeyRef: {name: credentials, key: token}}}
                """)).isEqualTo("""
                kind: Pod
                spec:
                  containers:
                  - name: operator
                    args:
                    - operator
                    - "--token"
                    - "<removed>"
                    - "--password=<removed>"
                    - "--log-level=DEBUG"
                    env:
                    - name: A
                      value: "<removed>"
                    - name: SIGNALBOX_IMAGE
                      value: registry/signalbox:1
                    - name: SIGNALBOX_STRATEGIES_URL
                      value: http://<removed>@there
                    - name: B
                      valueFrom:
                        secretKeyRef:
                          name: credentials
                          key: token
                """);
    }

    @Test
    void configurationsInConfigMapsAreRead() {
        assertThat(redacted("""
                kind: ConfigMap
                binaryData: {a: S3CRET}
                data:
                  token: S3CRET
                  words: all is well
                  json: '{"headers": {"X-Scope": "S3CRET"}}'
                  collector.yaml: |
                    # password S3CRET
                    exporters:
                      otlphttp:
                        endpoint: https://me:S3CRET@tempo
                        headers: {X-Anything: S3CRET, X-Reference: "${env:HEADER}"}
                      list: {headers: [{key: X-Any, value: S3CRET}]}
                    extensions:
                      basicauth: {client_auth: {username: jane, password: S3CRET}}
                      bearertokenauth: {token: "${env:TOKEN}", scheme: Bearer}
                      keys: {tokens: [S3CRET], api_key: 12345, password: {value: S3CRET, name: a}}
                """)).isEqualTo("""
                kind: ConfigMap
                data:
                  collector.yaml: |
                    exporters:
                      list:
                        headers:
                        - key: X-Any
                          value: "<removed>"
                      otlphttp:
                        endpoint: https://<removed>@tempo
                        headers:
                          X-Anything: "<removed>"
                          X-Reference: "${env:HEADER}"
                    extensions:
                      basicauth:
                        client_auth:
                          password: "<removed>"
                          username: jane
                      bearertokenauth:
                        scheme: Bearer
                        token: "${env:TOKEN}"
                      keys:
                        api_key: "<removed>"
                        password:
                          name: a
                          value: "<removed>"
                        tokens:
                        - "<removed>"
                  json: |
                    headers:
                      X-Scope: "<removed>"
                  token: "<removed>"
                  words: all is well
                """);
    }

    @Test
    void whatSaysNothingGoes() {
        assertThat(redacted("""
                metadata:
                  name: a
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: S3CRET, note: '{"token":"S3CRET","a":true}'}
                  managedFields: [{manager: kubectl}]
                webhooks: [{clientConfig: {caBundle: abcdef}}]
                automountServiceAccountToken: false
                """)).isEqualTo("""
                metadata:
                  name: a
                  annotations:
                    note: '{"token":"<removed>","a":true}'
                automountServiceAccountToken: false
                webhooks:
                - clientConfig:
                    caBundle: "<6 characters>"
                """);
    }

    private static String redacted(String yaml) {
        try {
            return ManifestYaml.print(RedactedTree.of(new YAMLMapper().readTree(yaml)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
