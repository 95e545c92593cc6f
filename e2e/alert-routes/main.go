// Prints the alertmanager.yml that the prometheus-operator makes of AlertmanagerConfig objects, which are read from
// standard input, one JSON object a line. Secrets that they refer to hold what -secret says.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/blang/semver/v4"
	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	validation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
)

// What the owner of the Alertmanager wrote: theirs comes after ours.
const platform = `{"route": {"receiver": "platform"}, "receivers": [{"name": "platform"}]}`

func main() {
	strategy := flag.String("strategy", "OnNamespace", "type of the Alertmanager's alertmanagerConfigMatcherStrategy")
	namespace := flag.String("namespace", "monitoring", "namespace of the Alertmanager")
	version := flag.String("version", "0.28.1", "version of the Alertmanager")
	secret := flag.String("secret", "http://127.0.0.1:9/", "content of each Secret")
	flag.Parse()
	text, err := convert(os.Stdin, *strategy, *namespace, *version, *secret)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(text)
}

func convert(in io.Reader, strategy, namespace, version, secret string) (string, error) {
	configs := map[string]*monitoringv1alpha1.AlertmanagerConfig{}
	secrets := map[string]*corev1.Secret{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		config := &monitoringv1alpha1.AlertmanagerConfig{}
		if err := json.Unmarshal(lines.Bytes(), config); err != nil {
			return "", err
		}
		if err := validation.ValidateAlertmanagerConfig(config); err != nil {
			return "", fmt.Errorf("%s/%s: %w", config.Namespace, config.Name, err)
		}
		configs[config.Namespace+"/"+config.Name] = config
		var tree any
		if err := json.Unmarshal(lines.Bytes(), &tree); err != nil {
			return "", err
		}
		gather(tree, config.Namespace, secret, secrets)
	}
	if err := lines.Err(); err != nil {
		return "", err
	}
	objects := []runtime.Object{}
	for _, object := range secrets {
		objects = append(objects, object)
	}
	core := fake.NewClientset(objects...).CoreV1()
	owner := &monitoringv1.Alertmanager{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "main"}}
	owner.Spec.AlertmanagerConfigMatcherStrategy.Type = monitoringv1.AlertmanagerConfigMatcherStrategyType(strategy)
	builder := alertmanager.NewConfigBuilder(
		slog.New(slog.NewTextHandler(os.Stderr, nil)), semver.MustParse(version), assets.NewStoreBuilder(core, core), owner)
	if err := builder.InitializeFromRawConfiguration([]byte(platform)); err != nil {
		return "", err
	}
	if err := builder.AddAlertmanagerConfigs(context.Background(), configs); err != nil {
		return "", err
	}
	text, err := builder.MarshalJSON()
	return string(text), err
}

// gather makes the Secrets that selectors, objects with a name and a key, refer to.
func gather(tree any, namespace, content string, secrets map[string]*corev1.Secret) {
	switch node := tree.(type) {
	case []any:
		for _, item := range node {
			gather(item, namespace, content, secrets)
		}
	case map[string]any:
		name, named := node["name"].(string)
		key, keyed := node["key"].(string)
		if named && keyed {
			at := namespace + "/" + name
			if secrets[at] == nil {
				secrets[at] = &corev1.Secret{
					ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}, Data: map[string][]byte{}}
			}
			secrets[at].Data[key] = []byte(content)
		}
		for _, value := range node {
			gather(value, namespace, content, secrets)
		}
	}
}
