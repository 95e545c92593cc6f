{{- /* Gives the operator a ClusterRole in the whole cluster; arguments: the root, the role. */ -}}
{{- define "signalbox.everywhere" -}}
{{- $root := index . 0 -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: {{ index . 1 }}
  {{- include "signalbox.metadata" (list $root dict) | nindent 2 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{ index . 1 }}}
{{ include "signalbox.operator" $root }}
{{- end }}

{{- /* Gives the operator a ClusterRole in the namespaces that it works in; arguments: the root, the role. */ -}}
{{- define "signalbox.bound" -}}
{{- $root := index . 0 -}}
{{- $role := index . 1 -}}
{{- range $root.Values.namespaces }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $role }}
  namespace: {{ . }}
  {{- include "signalbox.metadata" (list $root dict) | nindent 2 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{ $role }}}
{{ include "signalbox.operator" $root }}
{{- else }}
{{ include "signalbox.everywhere" . }}
{{- end }}
{{- end }}

{{- /* Gives the operator a Role of one namespace; arguments: the root, the role, the namespace. */ -}}
{{- define "signalbox.local" -}}
{{- $root := index . 0 -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ index . 1 }}
  namespace: {{ index . 2 }}
  {{- include "signalbox.metadata" (list $root dict) | nindent 2 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ index . 1 }}}
{{ include "signalbox.operator" $root }}
{{- end }}
