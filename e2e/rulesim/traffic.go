package main

import (
	"math"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/labels"
)

// flow is the traffic of one target, as the counters that it exposes; or a gauge.
type flow struct {
	Metric string            `yaml:"metric"`
	Labels map[string]string `yaml:"labels"`
	// Good and Bad are the labels of the series that count good and bad events; without labels there is no such series.
	Good map[string]string `yaml:"good"`
	Bad  map[string]string `yaml:"bad"`
	// Total are the labels of a series that counts all events, as a histogram's largest bucket does.
	Total map[string]string `yaml:"total"`
	// Native has one native histogram observe the events instead of counters.
	Native *observed `yaml:"native"`
	// Values make it a gauge; there is none where no value holds.
	Values []level `yaml:"values"`
	// Successes make it a gauge of when the last of them was, in seconds since 1970.
	Successes []sweep `yaml:"successes"`
	// BadAppears leaves the series of bad events away until the first one, as most client libraries do.
	BadAppears bool `yaml:"badAppears"`
	// GoodAppears does the same for good events.
	GoodAppears bool `yaml:"goodAppears"`
	// Pods that each serve this traffic, with a label pod; their scrapes are spread over the interval.
	Pods int `yaml:"pods"`
	// Up is when the target is there; always if absent. Each time it comes, its counters start from zero.
	Up []period `yaml:"up"`
	// StartsAt and BadStartsAt are what was counted before the simulation. Prometheus does not extrapolate below zero,
	// so that it sees somewhat less of the first errors of a counter that starts at zero.
	StartsAt    float64    `yaml:"startsAt"`
	BadStartsAt float64    `yaml:"badStartsAt"`
	Phases      []phase    `yaml:"phases"`
	Bursts      []burst    `yaml:"bursts"`
	Resets      []duration `yaml:"resets"`
	// Missed are scrapes that fail: Prometheus marks the series stale.
	Missed []period `yaml:"missed"`
	// Unmarked leaves the marks of staleness away, as a sender that loses samples does.
	Unmarked bool `yaml:"unmarked"`
	// Late is how long after their time samples arrive.
	Late duration `yaml:"late"`
	// ScrapeOffset is the time of a scrape after the multiples of the interval.
	ScrapeOffset duration `yaml:"scrapeOffset"`
}

// phase is a level load.
type phase struct {
	period    `yaml:",inline"`
	PerMinute float64 `yaml:"perMinute"`
	Errors    percent `yaml:"errors"`
}

// level is what a gauge shows.
type level struct {
	period `yaml:",inline"`
	Is     float64 `yaml:"is"`
}

// burst is many events at one moment.
type burst struct {
	At     duration `yaml:"at"`
	Good   float64  `yaml:"good"`
	Errors float64  `yaml:"errors"`
}

// holds says whether a time is inside.
func (p period) holds(at time.Duration) bool {
	at -= p.From.of()
	if at < 0 {
		return false
	}
	if p.Every > 0 {
		at %= p.Every.of()
	}
	return p.To == 0 || at < (p.To-p.From).of()
}

// before is how much of it has passed.
func (p period) before(at time.Duration) time.Duration {
	at -= p.From.of()
	if at <= 0 {
		return 0
	}
	if p.To == 0 {
		return at
	}
	length := (p.To - p.From).of()
	if p.Every == 0 {
		return min(at, length)
	}
	return at/p.Every.of()*length + min(at%p.Every.of(), length)
}

// begin is when the stretch that holds a time began.
func (p period) begin(at time.Duration) time.Duration {
	if p.Every == 0 {
		return p.From.of()
	}
	return at - (at-p.From.of())%p.Every.of()
}

// counted is how many good and bad events there were until a time.
func (f *flow) counted(at time.Duration) (good, bad float64) {
	for _, p := range f.Phases {
		events := p.PerMinute * p.before(at).Minutes()
		bad += events * float64(p.Errors)
		good += events * (1 - float64(p.Errors))
	}
	for _, b := range f.Bursts {
		if b.At.of() < at {
			good += b.Good
			bad += b.Errors
		}
	}
	// What is left of a sum of fractions must not hide a whole event.
	return math.Floor(good + 1e-6), math.Floor(bad + 1e-6)
}

// born says since when the target's process runs, and whether it does.
func (f *flow) born(at time.Duration) (time.Duration, bool) {
	up, since := len(f.Up) == 0, time.Duration(0)
	for _, p := range f.Up {
		if p.holds(at) {
			up, since = true, p.begin(at)
		}
	}
	for _, reset := range f.Resets {
		if reset.of() <= at {
			since = max(since, reset.of())
		}
	}
	return since, up
}

// shown is the value of a gauge, if there is one at a time; and whether it is a gauge at all.
func (f *flow) shown(at time.Duration) ([]float64, bool) {
	var shown []float64
	for _, level := range f.Values {
		if level.holds(at) {
			shown = []float64{level.Is}
		}
	}
	for _, success := range f.Successes {
		if last, happened := success.last(at); happened {
			shown = []float64{float64(epoch.Add(last).Unix())}
		}
	}
	return shown, len(f.Values)+len(f.Successes) > 0
}

// target is one pod of a flow, as the server scrapes it.
type target struct {
	flow     *flow
	interval time.Duration
	offset   time.Duration
	// plain are the labels that all its series have.
	plain, good, bad, total labels.Labels
	// known are the series of the last scrape: those that are gone from the next one are marked stale.
	known map[*labels.Labels]bool
}

// exposed is what a scrape finds at a time.
func (t *target) exposed(at time.Duration) map[*labels.Labels]sample {
	found := map[*labels.Labels]sample{}
	born, up := t.flow.born(at)
	for _, missed := range t.flow.Missed {
		up = up && !missed.holds(at)
	}
	if !up {
		return found
	}
	if shown, isGauge := t.flow.shown(at); isGauge {
		for _, value := range shown {
			found[&t.plain] = sample{value: value}
		}
		return found
	}
	goodBefore, badBefore := t.flow.counted(born)
	good, bad := t.flow.counted(at)
	good, bad = good-goodBefore, bad-badBefore
	if born == 0 {
		good += t.flow.StartsAt
		bad += t.flow.BadStartsAt
	}
	if t.flow.Native != nil {
		found[&t.plain] = sample{histogram: t.flow.Native.histogram(good, bad)}
	}
	if len(t.flow.Total) > 0 {
		found[&t.total] = sample{value: good + bad}
	}
	if len(t.flow.Good) > 0 && (good > 0 || !t.flow.GoodAppears) {
		found[&t.good] = sample{value: good}
	}
	if len(t.flow.Bad) > 0 && (bad > 0 || !t.flow.BadAppears) {
		found[&t.bad] = sample{value: bad}
	}
	return found
}

func targets(s *scenario) []*target {
	var all []*target
	for i := range s.Traffic {
		f := &s.Traffic[i]
		pods := max(f.Pods, 1)
		for pod := range pods {
			base := labels.NewBuilder(labels.FromMap(f.Labels)).Set(labels.MetricName, f.Metric)
			if f.Pods > 0 {
				base.Set("pod", strconv.Itoa(pod))
			}
			interval := s.ScrapeInterval.of()
			all = append(all, &target{
				flow:     f,
				interval: interval,
				offset:   (f.ScrapeOffset.of() + interval*time.Duration(pod)/time.Duration(pods)) % interval,
				plain:    base.Labels(),
				total:    with(base.Labels(), f.Total),
				good:     with(base.Labels(), f.Good),
				bad:      with(base.Labels(), f.Bad),
				known:    map[*labels.Labels]bool{},
			})
		}
	}
	return all
}

func with(base labels.Labels, more map[string]string) labels.Labels {
	builder := labels.NewBuilder(base)
	for name, value := range more {
		builder.Set(name, value)
	}
	return builder.Labels()
}
