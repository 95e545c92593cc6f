package main

import (
	"context"
	"math"
	"slices"
	"sort"
	"time"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/util/annotations"
)

var staleMark = math.Float64frombits(value.StaleNaN)

// memory keeps samples in slices: what a month of simulated time needs, and no more of a storage. Samples of one
// series come in the order of their times.
type memory struct {
	byName map[string][]*series
	byHash map[uint64]*series
}

type series struct {
	labels  labels.Labels
	times   []int64
	samples []sample
}

// sample is a number or, if there is one, a native histogram.
type sample struct {
	value     float64
	histogram *histogram.FloatHistogram
}

func newMemory() *memory {
	return &memory{byName: map[string][]*series{}, byHash: map[uint64]*series{}}
}

func (m *memory) add(l labels.Labels, t int64, v sample) error {
	s := m.byHash[l.Hash()]
	if s == nil {
		s = &series{labels: l}
		m.put(s)
	}
	if last := len(s.times) - 1; last >= 0 && s.times[last] >= t {
		return storage.ErrOutOfOrderSample
	}
	s.times = append(s.times, t)
	s.samples = append(s.samples, v)
	return nil
}

func (m *memory) put(s *series) {
	name := s.labels.Get(labels.MetricName)
	m.byHash[s.labels.Hash()] = s
	m.byName[name] = append(m.byName[name], s)
}

// Querier implements storage.Queryable.
func (m *memory) Querier(mint, maxt int64) (storage.Querier, error) {
	return &querier{memory: m, mint: mint, maxt: maxt}, nil
}

type querier struct {
	storage.LabelQuerier
	memory     *memory
	mint, maxt int64
}

func (*querier) Close() error { return nil }

func (q *querier) Select(_ context.Context, sorted bool, hints *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	mint, maxt := q.mint, q.maxt
	if hints != nil {
		mint, maxt = max(mint, hints.Start), min(maxt, hints.End)
	}
	set := &seriesSet{at: -1}
	for _, s := range q.memory.candidates(matchers) {
		if from, to := within(s.times, mint, maxt); from < to && matches(s.labels, matchers) {
			set.all = append(set.all, &series{s.labels, s.times[from:to], s.samples[from:to]})
		}
	}
	if sorted {
		sort.Slice(set.all, func(i, j int) bool { return labels.Compare(set.all[i].labels, set.all[j].labels) < 0 })
	}
	return set
}

func (m *memory) candidates(matchers []*labels.Matcher) []*series {
	for _, matcher := range matchers {
		if matcher.Name == labels.MetricName && matcher.Type == labels.MatchEqual {
			return m.byName[matcher.Value]
		}
	}
	var all []*series
	for _, named := range m.byName {
		all = append(all, named...)
	}
	slices.SortFunc(all, func(a, b *series) int { return labels.Compare(a.labels, b.labels) })
	return all
}

func within(times []int64, mint, maxt int64) (int, int) {
	from := sort.Search(len(times), func(i int) bool { return times[i] >= mint })
	return from, from + sort.Search(len(times)-from, func(i int) bool { return times[from+i] > maxt })
}

func matches(l labels.Labels, matchers []*labels.Matcher) bool {
	for _, matcher := range matchers {
		if !matcher.Matches(l.Get(matcher.Name)) {
			return false
		}
	}
	return true
}

type seriesSet struct {
	all []*series
	at  int
}

func (s *seriesSet) Next() bool                      { s.at++; return s.at < len(s.all) }
func (s *seriesSet) At() storage.Series              { return s.all[s.at] }
func (*seriesSet) Err() error                        { return nil }
func (*seriesSet) Warnings() annotations.Annotations { return nil }

func (s *series) Labels() labels.Labels { return s.labels }

func (s *series) Iterator(chunkenc.Iterator) chunkenc.Iterator { return &iterator{series: s, at: -1} }

type iterator struct {
	*series
	at int
}

func (i *iterator) Next() chunkenc.ValueType {
	i.at++
	return i.here()
}

func (i *iterator) Seek(t int64) chunkenc.ValueType {
	from := max(i.at, 0)
	i.at = from + sort.Search(len(i.times)-min(from, len(i.times)), func(n int) bool { return i.times[from+n] >= t })
	return i.here()
}

func (i *iterator) here() chunkenc.ValueType {
	switch {
	case i.at >= len(i.times):
		return chunkenc.ValNone
	case i.samples[i.at].histogram != nil:
		return chunkenc.ValFloatHistogram
	}
	return chunkenc.ValFloat
}

func (i *iterator) At() (int64, float64) { return i.times[i.at], i.samples[i.at].value }
func (i *iterator) AtT() int64           { return i.times[i.at] }
func (*iterator) AtST() int64            { return 0 }
func (*iterator) Err() error             { return nil }

func (*iterator) AtHistogram(*histogram.Histogram) (int64, *histogram.Histogram) {
	panic("there are no histograms of whole numbers here")
}

func (i *iterator) AtFloatHistogram(into *histogram.FloatHistogram) (int64, *histogram.FloatHistogram) {
	if into == nil {
		return i.times[i.at], i.samples[i.at].histogram.Copy()
	}
	i.samples[i.at].histogram.CopyTo(into)
	return i.times[i.at], into
}

// ruleResults takes what rules record, at once, and looks at every sample.
type ruleResults struct {
	memory *memory
	look   func(labels.Labels, time.Time, float64)
}

// Appender implements storage.Appendable.
func (r *ruleResults) Appender(context.Context) storage.Appender { return &ruleAppender{results: r} }

type ruleAppender struct {
	storage.Appender
	results *ruleResults
}

func (*ruleAppender) SetOptions(*storage.AppendOptions) {}
func (*ruleAppender) Commit() error                     { return nil }
func (*ruleAppender) Rollback() error                   { return nil }

func (a *ruleAppender) Append(_ storage.SeriesRef, l labels.Labels, t int64, v float64) (storage.SeriesRef, error) {
	if !value.IsStaleNaN(v) {
		a.results.look(l, time.UnixMilli(t), v)
	}
	return 0, a.results.memory.add(l, t, sample{value: v})
}
