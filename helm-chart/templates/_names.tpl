{{- define "signalbox.release" -}}
app.kubernetes.io/name: signalbox
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "signalbox.selector" -}}
{{ include "signalbox.release" . }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "signalbox.labels" -}}
{{ include "signalbox.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* What every object has besides its name; arguments: the root, annotations and, where it has any, labels of its own. */ -}}
{{- define "signalbox.metadata" -}}
{{- $root := index . 0 -}}
labels:
  {{- include "signalbox.labels" $root | nindent 2 }}
  {{- range $own := slice . 2 }}
  {{- with $own }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- end }}
{{- with merge (dict) (index . 1) $root.Values.annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "signalbox.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- /* Where gateways are. */ -}}
{{- define "signalbox.stackNamespace" -}}
{{- if .Values.stack.create -}}
{{ .Values.stack.spec.namespace | default .Release.Namespace }}
{{- else -}}
{{ .Values.stackNamespace }}
{{- end -}}
{{- end }}

{{- define "signalbox.operator" -}}
subjects:
- {kind: ServiceAccount, name: signalbox-operator, namespace: {{ .Release.Namespace }}}
{{- end }}
