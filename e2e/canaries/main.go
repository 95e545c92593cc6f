// Prints what Argo Rollouts makes of the first metric of an AnalysisTemplate, which is read from standard input as JSON: the
// controller's own code puts arguments in, validates it, asks the server and holds the answer against the conditions.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/argoproj/argo-rollouts/metricproviders/prometheus"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
	log "github.com/sirupsen/logrus"
)

// What stands for the content of every Secret.
var secret = "secret"

func main() {
	template := v1alpha1.AnalysisTemplate{}
	measured, err := v1alpha1.Measurement{}, json.NewDecoder(os.Stdin).Decode(&template)
	if err == nil {
		measured, err = measure(template)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("%s %s\n", measured.Phase, measured.Value)
}

func measure(template v1alpha1.AnalysisTemplate) (v1alpha1.Measurement, error) {
	none := v1alpha1.Measurement{}
	if err := analysisutil.ValidateMetrics(template.Spec.Metrics); err != nil {
		return none, err
	}
	args := template.Spec.Args
	for i := range args {
		if args[i].ValueFrom != nil {
			args[i] = v1alpha1.Argument{Name: args[i].Name, Value: &secret}
		}
	}
	metric, err := analysisutil.ResolveMetricArgs(template.Spec.Metrics[0], args)
	if err != nil {
		return none, err
	}
	if err := analysisutil.ValidateMetric(*metric); err != nil {
		return none, err
	}
	if count := metric.EffectiveCount(); count == nil || count.IntValue() < 1 {
		return none, fmt.Errorf("as a step it would never end: count is %v", count)
	}
	api, err := prometheus.NewPrometheusAPI(*metric)
	if err != nil {
		return none, err
	}
	provider, err := prometheus.NewPrometheusProvider(api, *log.NewEntry(log.StandardLogger()), *metric)
	if err != nil {
		return none, err
	}
	return provider.Run(&v1alpha1.AnalysisRun{}, *metric), nil
}
