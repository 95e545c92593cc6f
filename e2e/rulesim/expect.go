package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
)

// expectation is about an alert or about a query, of each SLO unless it names one. An alert that no expectation is
// about must never fire.
type expectation struct {
	SLO    string            `yaml:"slo"`
	Labels map[string]string `yaml:"labels"`

	Alert    string `yaml:"alert"`
	Severity string `yaml:"severity"`
	// Starts holds the first evaluation at which the alert fires.
	Starts *period `yaml:"starts"`
	// Ends holds the first evaluation at which it no longer fires; without it, it must last to the end.
	Ends *period `yaml:"ends"`
	// FiringAt and QuietAt are for an alert that comes and goes: times at which it fires, and at which it doesn't.
	FiringAt []duration `yaml:"firingAt"`
	QuietAt  []duration `yaml:"quietAt"`

	Query string `yaml:"query"`
	// At one time, or from From to To: at every minute, or every Every.
	At    *duration `yaml:"at"`
	From  duration  `yaml:"from"`
	To    duration  `yaml:"to"`
	Every duration  `yaml:"every"`
	// Equals within a relative Within; without Within, exactly but for the last digits.
	Equals  *float64 `yaml:"equals"`
	Within  percent  `yaml:"within"`
	AtLeast *float64 `yaml:"atLeast"`
	AtMost  *float64 `yaml:"atMost"`
	// Absent means that no series may be there; else each SLO must have one, and never NaN.
	Absent bool `yaml:"absent"`
}

func (e expectation) violation(end duration) error {
	switch {
	case (e.Alert == "") == (e.Query == ""):
		return errors.New("must have one of alert and query")
	case e.Alert != "" && e.Severity == "":
		return errors.New("alert: needs a severity, page or ticket")
	case e.Alert != "" && e.Starts == nil && len(e.FiringAt) == 0:
		return errors.New("alert: needs starts or firingAt; alerts that are not named must not fire anyway")
	case e.At != nil && *e.At > end || e.To > end:
		return errors.New("the simulation has ended by then")
	case e.Query != "" && e.At == nil && e.To == 0:
		return errors.New("query: needs at, or from and to")
	}
	return nil
}

// verdict is what went otherwise than expected.
type verdict struct {
	variant variant
	wrong   []string
	alerts  []string
}

func (v verdict) print(out io.Writer, verbose bool) {
	if len(v.wrong) > 0 || verbose {
		fmt.Fprintf(out, "  %s\n", v.variant)
	}
	for _, wrong := range v.wrong {
		fmt.Fprintf(out, "    %s\n", wrong)
	}
	if verbose {
		for _, alert := range v.alerts {
			fmt.Fprintf(out, "    fired: %s\n", alert)
		}
	}
}

func judge(scenario *scenario, v variant, groups []rulefmt.RuleGroup) verdict {
	server := newServer(scenario, v, groups)
	if err := server.run(); err != nil {
		return verdict{variant: v, wrong: []string{err.Error()}}
	}
	wrong := server.broken
	expected := map[*alertHistory]bool{}
	for _, e := range scenario.Expect {
		for _, slo := range sloNames(groups) {
			if e.SLO != "" && e.SLO != slo {
				continue
			}
			if e.Alert != "" {
				wrong = append(wrong, server.judgeAlert(e, slo, expected)...)
			} else {
				wrong = append(wrong, server.judgeQuery(e, slo)...)
			}
		}
	}
	var alerts []string
	for _, name := range slices.Sorted(maps.Keys(server.alerts)) {
		history := server.alerts[name]
		alerts = append(alerts, name+" "+history.String())
		if !expected[history] {
			wrong = append(wrong, fmt.Sprintf("%s: must not fire, did %s", name, history))
		}
	}
	return verdict{v, wrong, alerts}
}

func (s *server) judgeAlert(e expectation, slo string, expected map[*alertHistory]bool) []string {
	var wrong []string
	found := false
	for _, name := range slices.Sorted(maps.Keys(s.alerts)) {
		history := s.alerts[name]
		l := history.labels
		if l["alertname"] != e.Alert || l["signalbox_severity"] != e.Severity || identity(l) != slo || !holdsAll(l, e.Labels) {
			continue
		}
		found = true
		expected[history] = true
		if !e.describes(history) {
			wrong = append(wrong, fmt.Sprintf("%s: must fire %s, did %s", name, e.when(), history))
		}
	}
	if !found {
		wrong = append(wrong, fmt.Sprintf("%s %s of %s %v: must fire %s, never did", e.Alert, e.Severity, slo, e.Labels, e.when()))
	}
	return wrong
}

// describes says whether the alert fired once, and when it was expected to.
func (e expectation) describes(history *alertHistory) bool {
	if e.Starts == nil {
		return !slices.ContainsFunc(e.FiringAt, history.quietAt) && !slices.ContainsFunc(e.QuietAt, history.firesAt)
	}
	once := history.episodes[0]
	if len(history.episodes) > 1 || !e.Starts.holds(once.from) {
		return false
	}
	if e.Ends == nil {
		return once.to == 0
	}
	return once.to > 0 && e.Ends.holds(once.to)
}

func (h *alertHistory) firesAt(at duration) bool {
	return slices.ContainsFunc(h.episodes, func(e episode) bool {
		return e.from <= at.of() && (e.to == 0 || at.of() < e.to)
	})
}

func (h *alertHistory) quietAt(at duration) bool { return !h.firesAt(at) }

func (e expectation) when() string {
	if e.Starts == nil {
		return fmt.Sprintf("at %v and not at %v", e.FiringAt, e.QuietAt)
	}
	if e.Ends == nil {
		return fmt.Sprintf("from %s..%s to the end", e.Starts.From, e.Starts.To)
	}
	return fmt.Sprintf("from %s..%s to %s..%s", e.Starts.From, e.Starts.To, e.Ends.From, e.Ends.To)
}

func (h *alertHistory) String() string {
	var episodes []string
	for _, e := range h.episodes {
		if e.to == 0 {
			episodes = append(episodes, fmt.Sprintf("from %s to the end", e.from.Round(time.Millisecond)))
		} else {
			episodes = append(episodes, fmt.Sprintf("from %s to %s", e.from.Round(time.Millisecond), e.to.Round(time.Millisecond)))
		}
	}
	return strings.Join(episodes, ", ")
}

func (s *server) judgeQuery(e expectation, slo string) []string {
	if e.At != nil {
		return s.judgeQueryAt(e, slo, e.At.of())
	}
	step := time.Minute
	if e.Every > 0 {
		step = e.Every.of()
	}
	for at := e.From.of(); at <= e.To.of(); at += step {
		if wrong := s.judgeQueryAt(e, slo, at); len(wrong) > 0 {
			return wrong
		}
	}
	return nil
}

func (s *server) judgeQueryAt(e expectation, slo string, at time.Duration) []string {
	vector, err := s.query(e.Query, at)
	if err != nil {
		return []string{fmt.Sprintf("%s: %v", e.Query, err)}
	}
	var wrong []string
	found := false
	for _, sample := range vector {
		l := sample.Metric.Map()
		if identity(l) != slo || !holdsAll(l, e.Labels) {
			continue
		}
		found = true
		if !e.admits(sample) {
			wrong = append(wrong, fmt.Sprintf("%s of %s %v at %s: must be %s, was %g", e.Query, slo, e.Labels, at, e.value(), sample.F))
		}
	}
	if !found && !e.Absent {
		wrong = append(wrong, fmt.Sprintf("%s of %s %v at %s: must be %s, was absent", e.Query, slo, e.Labels, at, e.value()))
	}
	return wrong
}

const lastDigits = 1e-9

func (e expectation) admits(sample promql.Sample) bool {
	switch {
	case e.Absent || math.IsNaN(sample.F):
		return false
	case e.Equals != nil && math.Abs(sample.F-*e.Equals) > max(float64(e.Within), lastDigits)*math.Abs(*e.Equals)+lastDigits*lastDigits:
		return false
	case e.AtLeast != nil && sample.F < *e.AtLeast:
		return false
	case e.AtMost != nil && sample.F > *e.AtMost:
		return false
	}
	return true
}

func (e expectation) value() string {
	var words []string
	if e.Absent {
		words = append(words, "absent")
	}
	if e.Equals != nil {
		words = append(words, fmt.Sprintf("%g ± %g %%", *e.Equals, float64(e.Within)*100))
	}
	if e.AtLeast != nil {
		words = append(words, fmt.Sprintf("at least %g", *e.AtLeast))
	}
	if e.AtMost != nil {
		words = append(words, fmt.Sprintf("at most %g", *e.AtMost))
	}
	if len(words) == 0 {
		return "there"
	}
	return strings.Join(words, ", ")
}

func holdsAll(all, some map[string]string) bool {
	for name, value := range some {
		if all[name] != value {
			return false
		}
	}
	return true
}
