package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"go.yaml.in/yaml/v3"
)

// scenario is what happens to a service and its Prometheus, and what the rules are to make of it. All times count from
// the start of the simulation.
type scenario struct {
	name string

	Description string `yaml:"description"`
	// SLOs are the files, beside this one's directory in slos/, of which the rules are rendered by whoever calls us.
	SLOs []string `yaml:"slos"`
	// LedgerDelay of the stack for which they are rendered, for the same reader.
	LedgerDelay string `yaml:"ledgerDelay"`

	Duration duration `yaml:"duration"`
	// Ranges says which ends of a range count: "open" at the left as in Prometheus 3, "closed" as in 2. Both if absent.
	Ranges         []string `yaml:"ranges"`
	ScrapeInterval duration `yaml:"scrapeInterval"`
	// Offsets of the evaluations of groups whose names end in -KEY; Prometheus' own (a hash of the name) if absent.
	Offsets map[string]sweep `yaml:"offsets"`
	// EvaluateFrom leaves a group whose name ends in -KEY alone until then, to live through days in seconds. Right for
	// groups that remember nothing for longer than there is from then to what is expected.
	EvaluateFrom map[string]duration `yaml:"evaluateFrom"`
	Traffic      []flow              `yaml:"traffic"`
	Pauses       []pause             `yaml:"pauses"`
	Expect       []expectation       `yaml:"expect"`
}

// pause is a time in which the server neither scrapes nor evaluates.
type pause struct {
	From duration `yaml:"from"`
	To   duration `yaml:"to"`
	// Frozen keeps the server's memory: a machine that was suspended. Else it is restarted.
	Frozen bool `yaml:"frozen"`
}

// period is a stretch of time, repeated where Every is given; without To it has no end.
type period struct {
	From  duration `yaml:"from"`
	To    duration `yaml:"to"`
	Every duration `yaml:"every"`
}

// sweep is one offset, or all from From to below To.
type sweep struct {
	From duration `yaml:"from"`
	To   duration `yaml:"to"`
	Step duration `yaml:"step"`
}

func (s *sweep) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		return node.Decode(&s.From)
	}
	type plain sweep
	return node.Decode((*plain)(s))
}

func (s sweep) values() []time.Duration {
	values := []time.Duration{s.From.of()}
	for at := s.From + s.Step; s.Step > 0 && at < s.To; at += s.Step {
		values = append(values, at.of())
	}
	return values
}

// last is the last of the values that is not after a time.
func (s sweep) last(at time.Duration) (time.Duration, bool) {
	if at < s.From.of() {
		return 0, false
	}
	if s.Step == 0 {
		return s.From.of(), true
	}
	at = min(at, s.To.of()-1)
	return at - (at-s.From.of())%s.Step.of(), true
}

// variant is one way in which a scenario may go.
type variant struct {
	closedRanges bool
	offsets      map[string]time.Duration
}

func (v variant) String() string {
	name := "open ranges"
	if v.closedRanges {
		name = "closed ranges"
	}
	for _, group := range slices.Sorted(maps.Keys(v.offsets)) {
		name += fmt.Sprintf(", %s at %s", group, v.offsets[group])
	}
	return name
}

func (s *scenario) variants() []variant {
	var variants []variant
	for _, ranges := range s.Ranges {
		variants = append(variants, variant{closedRanges: ranges == "closed", offsets: map[string]time.Duration{}})
	}
	for _, group := range slices.Sorted(maps.Keys(s.Offsets)) {
		var all []variant
		for _, v := range variants {
			for _, offset := range s.Offsets[group].values() {
				offsets := maps.Clone(v.offsets)
				offsets[group] = offset
				all = append(all, variant{v.closedRanges, offsets})
			}
		}
		variants = all
	}
	return variants
}

func readScenario(file string) (*scenario, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	s := &scenario{
		name:           strings.TrimSuffix(filepath.Base(file), ".yaml"),
		ScrapeInterval: duration(30 * time.Second),
		Ranges:         []string{"open", "closed"},
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(s); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := s.violation(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

func (s *scenario) violation() error {
	if s.Duration <= 0 {
		return errors.New("duration: must be more than 0")
	}
	if s.ScrapeInterval <= 0 {
		return errors.New("scrapeInterval: must be more than 0")
	}
	for _, ranges := range s.Ranges {
		if ranges != "open" && ranges != "closed" {
			return fmt.Errorf("ranges: must be open or closed, was %q", ranges)
		}
	}
	for i, e := range s.Expect {
		if err := e.violation(s.Duration); err != nil {
			return fmt.Errorf("expect[%d]: %w", i, err)
		}
	}
	return nil
}

// fits says whether the groups have all that the scenario names; a misspelled name would judge nothing.
func (s *scenario) fits(groups []rulefmt.RuleGroup) error {
	names := sloNames(groups)
	for i, e := range s.Expect {
		if e.SLO != "" && !slices.Contains(names, e.SLO) {
			return fmt.Errorf("%s: expect[%d].slo: must be one of %v, was %q", s.name, i, names, e.SLO)
		}
	}
	for _, suffix := range slices.Concat(slices.Collect(maps.Keys(s.Offsets)), slices.Collect(maps.Keys(s.EvaluateFrom))) {
		if !slices.ContainsFunc(groups, func(g rulefmt.RuleGroup) bool { return strings.HasSuffix(g.Name, "-"+suffix) }) {
			return fmt.Errorf("%s: the name of no rule group ends in -%s", s.name, suffix)
		}
	}
	return nil
}

// duration is written as in Prometheus: 1h30m.
type duration time.Duration

func (d duration) of() time.Duration { return time.Duration(d) }

func (d duration) String() string { return model.Duration(d).String() }

func (d *duration) UnmarshalYAML(node *yaml.Node) error {
	parsed, err := model.ParseDuration(node.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	*d = duration(parsed)
	return nil
}

// percent is written with its sign: 0.5%.
type percent float64

func (p *percent) UnmarshalYAML(node *yaml.Node) error {
	number, isPercent := strings.CutSuffix(node.Value, "%")
	value, err := strconv.ParseFloat(number, 64)
	if err != nil || !isPercent {
		return fmt.Errorf("line %d: must be like 0.5%%, was %q", node.Line, node.Value)
	}
	*p = percent(value / 100)
	return nil
}
