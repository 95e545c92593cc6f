package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
	"go.yaml.in/yaml/v3"
)

// loadedGroups are rule groups as a rule manager wants to load them. The name of the file is part of what Prometheus
// derives a group's offset from, so it is always the same.
type loadedGroups struct {
	groups []rulefmt.RuleGroup
	parser parser.Parser
}

const ruleFile = "rules.yaml"

// document is a PrometheusRule, or a rule file as Prometheus itself reads it.
type document struct {
	Spec   *rulefmt.RuleGroups `yaml:"spec"`
	Groups []rulefmt.RuleGroup `yaml:"groups"`
}

// loadGroups reads files of one or more documents; groups without an interval get the default one.
func loadGroups(files []string, interval time.Duration) ([]rulefmt.RuleGroup, error) {
	var groups []rulefmt.RuleGroup
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		decoder := yaml.NewDecoder(bytes.NewReader(text))
		for {
			var found document
			if err := decoder.Decode(&found); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			groups = append(groups, found.Groups...)
			if found.Spec != nil {
				groups = append(groups, found.Spec.Groups...)
			}
		}
	}
	if len(groups) == 0 {
		return nil, fmt.Errorf("%v: no rule groups found", files)
	}
	if err := accepted(groups); err != nil {
		return nil, err
	}
	for i := range groups {
		if groups[i].Interval == 0 {
			groups[i].Interval = model.Duration(interval)
		}
	}
	return groups, nil
}

// accepted has Prometheus' own check of rule files look at the groups.
func accepted(groups []rulefmt.RuleGroup) error {
	text, err := yaml.Marshal(rulefmt.RuleGroups{Groups: groups})
	if err != nil {
		return err
	}
	_, errs := rulefmt.Parse(text, false, model.LegacyValidation, parser.NewParser(parser.Options{}), silent)
	return errors.Join(errs...)
}

// Load implements rules.GroupLoader.
func (l loadedGroups) Load(string, bool, model.ValidationScheme) (*rulefmt.RuleGroups, []error) {
	return &rulefmt.RuleGroups{Groups: l.groups}, nil
}

// Parse implements rules.GroupLoader.
func (l loadedGroups) Parse(query string) (parser.Expr, error) {
	expr, err := l.parser.ParseExpr(query)
	return asWritten{expr, query}, err
}

// asWritten spares a rule from printing its expression at each evaluation.
type asWritten struct {
	parser.Expr
	text string
}

func (a asWritten) String() string { return a.text }

// inOrder says that rules are evaluated one after the other anyway.
type inOrder struct{}

func (inOrder) AnalyseRules([]rules.Rule) {}

// sloNames are the SLOs that the groups have rules of.
func sloNames(groups []rulefmt.RuleGroup) []string {
	var names []string
	for _, group := range groups {
		for _, rule := range group.Rules {
			if name := identity(rule.Labels); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// identity is namespace/slo of an SLO's series or alerts.
func identity(labels map[string]string) string {
	if labels["slo"] == "" {
		return ""
	}
	return labels["namespace"] + "/" + labels["slo"]
}

var silent = slog.New(slog.DiscardHandler)
