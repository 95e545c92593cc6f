//go:build tools

// What is compiled from this module, so that go.mod keeps it.
package tools

import _ "helm.sh/helm/v3/cmd/helm"
