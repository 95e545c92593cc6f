package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/model/timestamp"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
)

// epoch is a Monday's midnight, so that intervals of up to a week start at the beginning of a simulation.
var epoch = time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC)

// server is a Prometheus whose time is ours.
type server struct {
	scenario *scenario
	variant  variant
	groups   []rulefmt.RuleGroup
	memory   *memory
	engine   *promql.Engine
	targets  []*target
	running  []*runningGroup
	alerts   map[string]*alertHistory
	broken   []string
}

// runningGroup is a rule group between two starts of the server.
type runningGroup struct {
	*rules.Group
	next        time.Duration
	from        time.Duration
	evaluations int
}

// alertHistory is when an alert fired.
type alertHistory struct {
	labels   map[string]string
	episodes []episode
}

// episode lasts from the first evaluation that fires to the first that doesn't; to is 0 while it lasts.
type episode struct{ from, to time.Duration }

func newServer(s *scenario, v variant, groups []rulefmt.RuleGroup) *server {
	return &server{
		scenario: s, variant: v, groups: groups, targets: targets(s),
		memory: newMemory(), engine: newEngine(v.closedRanges), alerts: map[string]*alertHistory{},
	}
}

// run lives through the whole scenario.
func (s *server) run() error {
	if err := s.start(0); err != nil {
		return err
	}
	scrapes := make([]time.Duration, len(s.targets))
	for i, t := range s.targets {
		scrapes[i] = t.offset
	}
	pauses := slices.Clone(s.scenario.Pauses)
	slices.SortFunc(pauses, func(a, b pause) int { return cmp.Compare(a.From, b.From) })
	for now := time.Duration(0); now < s.scenario.Duration.of(); {
		if len(pauses) > 0 && now >= pauses[0].To.of() {
			if !pauses[0].Frozen {
				if err := s.start(pauses[0].To.of()); err != nil {
					return err
				}
			}
			pauses = pauses[1:]
		}
		away := len(pauses) > 0 && now >= pauses[0].From.of()
		// What is evaluated at the moment of a scrape does not see it yet.
		for _, group := range s.running {
			if group.next == now {
				if !away && now >= group.from {
					s.evaluate(group)
				}
				group.next += group.Interval()
			}
		}
		for i, t := range s.targets {
			if scrapes[i]+t.flow.Late.of() == now {
				if !away {
					s.scrape(t, scrapes[i])
				}
				scrapes[i] += t.interval
			}
		}
		now = s.nextEvent(scrapes, pauses)
	}
	return nil
}

func (s *server) nextEvent(scrapes []time.Duration, pauses []pause) time.Duration {
	next := s.scenario.Duration.of()
	for _, group := range s.running {
		next = min(next, group.next)
	}
	for i, t := range s.targets {
		next = min(next, scrapes[i]+t.flow.Late.of())
	}
	if len(pauses) > 0 {
		next = min(next, pauses[0].To.of())
	}
	return next
}

// start loads the rules as a new process does.
func (s *server) start(now time.Duration) error {
	manager := rules.NewManager(&rules.ManagerOptions{
		Context:    context.Background(),
		Queryable:  s.memory,
		Appendable: &ruleResults{memory: s.memory, look: s.look},
		QueryFunc:  rules.EngineQueryFunc(s.engine, s.memory),
		NotifyFunc: func(context.Context, string, ...*rules.Alert) {},
		// What Prometheus' flags default to.
		OutageTolerance: time.Hour,
		ForGracePeriod:  10 * time.Minute,
		ResendDelay:     time.Minute,
		Logger:          silent,
		GroupLoader:     loadedGroups{s.groups, parser.NewParser(parser.Options{})},

		RuleDependencyController: inOrder{},
	})
	loaded, errs := manager.LoadGroups(time.Minute, labels.EmptyLabels(), "", nil, false, ruleFile)
	if err := errors.Join(errs...); err != nil {
		return err
	}
	s.running = nil
	for _, name := range slices.Sorted(maps.Keys(loaded)) {
		group := loaded[name]
		first, chosen := bySuffix(s.variant.offsets, name)
		if !chosen {
			first = hashOffset(group)
		}
		for first <= now {
			first += group.Interval()
		}
		from, _ := bySuffix(s.scenario.EvaluateFrom, name)
		s.running = append(s.running, &runningGroup{Group: group, next: first, from: from.of()})
	}
	for _, t := range s.targets {
		clear(t.known)
	}
	return nil
}

// bySuffix finds what a scenario says of a group, by the end of its name.
func bySuffix[V any](said map[string]V, group string) (V, bool) {
	for suffix, value := range said {
		if strings.HasSuffix(group, "-"+suffix) {
			return value, true
		}
	}
	var none V
	return none, false
}

// hashOffset is where in its interval Prometheus evaluates a group.
func hashOffset(group *rules.Group) time.Duration {
	return group.EvalTimestamp(epoch.Add(group.Interval()).UnixNano()).Sub(epoch) % group.Interval()
}

func (s *server) evaluate(group *runningGroup) {
	group.Eval(context.Background(), epoch.Add(group.next))
	group.evaluations++
	if group.evaluations == 2 {
		// As Prometheus does; until then a restarted server writes no ALERTS.
		group.RestoreForState(epoch.Add(group.next))
	}
	for _, rule := range group.Rules() {
		if err := rule.LastError(); err != nil {
			s.breaks(group.next, "rule %s fails: %v", rule.Name(), err)
		}
		if alerting, ok := rule.(*rules.AlertingRule); ok {
			s.remember(alerting, group.next)
		}
	}
}

func (s *server) remember(rule *rules.AlertingRule, now time.Duration) {
	firing := map[string]bool{}
	for _, alert := range rule.ActiveAlerts() {
		if alert.State != rules.StateFiring {
			continue
		}
		name := alert.Labels.String()
		firing[name] = true
		history := s.alerts[name]
		if history == nil {
			history = &alertHistory{labels: alert.Labels.Map()}
			s.alerts[name] = history
		}
		if last := len(history.episodes) - 1; last < 0 || history.episodes[last].to > 0 {
			history.episodes = append(history.episodes, episode{from: now})
		}
	}
	severity := rule.Labels().Get("signalbox_severity")
	for name, history := range s.alerts {
		last := &history.episodes[len(history.episodes)-1]
		ofRule := history.labels["alertname"] == rule.Name() && history.labels["signalbox_severity"] == severity &&
			identity(history.labels) == identity(rule.Labels().Map())
		if ofRule && last.to == 0 && !firing[name] {
			last.to = now
		}
	}
}

func (s *server) scrape(t *target, at time.Duration) {
	exposed := t.exposed(at)
	when := timestamp.FromTime(epoch.Add(at))
	for series, found := range exposed {
		s.store(*series, when, found)
	}
	for series := range t.known {
		if _, there := exposed[series]; !there && !t.flow.Unmarked {
			s.store(*series, when, sample{value: staleMark})
		}
	}
	clear(t.known)
	for series := range exposed {
		t.known[series] = true
	}
}

func (s *server) store(l labels.Labels, when int64, found sample) {
	if err := s.memory.add(l, when, found); err != nil {
		panic(fmt.Errorf("two targets of the scenario expose %s: %w", l, err))
	}
}

// look judges what holds in every scenario: no rule records NaN or infinity, no ratio leaves 0..1, no event is negative.
func (s *server) look(l labels.Labels, when time.Time, value float64) {
	name := l.Get(labels.MetricName)
	at := when.Sub(epoch)
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		s.breaks(at, "%s is %g", l, value)
	case strings.HasPrefix(name, "slo:sli_error:") && (value < 0 || value > 1):
		s.breaks(at, "%s is %g, not in 0..1", l, value)
	case strings.HasPrefix(name, "slo:sli_e") && value < 0:
		s.breaks(at, "%s is negative: %g", l, value)
	}
}

const mostBroken = 5

func (s *server) breaks(at time.Duration, format string, args ...any) {
	if len(s.broken) < mostBroken {
		s.broken = append(s.broken, fmt.Sprintf("at %s: ", at)+fmt.Sprintf(format, args...))
	}
}

// query asks for an expression at a time that has passed.
func (s *server) query(expr string, at time.Duration) (promql.Vector, error) {
	return rules.EngineQueryFunc(s.engine, s.memory)(context.Background(), expr, epoch.Add(at))
}
