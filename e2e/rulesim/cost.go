package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
)

// What is measured: this many raw series, half of which count errors, scraped at this interval, and a month of all that
// is recorded.
var rawSeries = []int{10, 100, 1000}

const (
	rawScrapeInterval = 30 * time.Second
	recordedFor       = 31 * 24 * time.Hour
	// A rule may read what a later group records, which reads what another group does: after so many rounds all is there.
	roundsUntilComplete = 4
)

// printCosts says for each file how many samples its rules read in an hour of evaluation: Prometheus'
// totalQueryableSamples, times the evaluations of each group.
func printCosts(out io.Writer, files []string, interval time.Duration) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "million samples read an hour\tSLOs\trules\t")
	for _, n := range rawSeries {
		fmt.Fprintf(table, "%d raw series\t", n)
	}
	fmt.Fprintln(table)
	for _, file := range files {
		groups, err := loadGroups([]string{file}, interval)
		if err != nil {
			return err
		}
		rules := 0
		for _, group := range groups {
			rules += len(group.Rules)
		}
		var columns []map[string]float64
		for _, n := range rawSeries {
			cost, err := samplesAnHour(groups, n)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			columns = append(columns, cost)
		}
		slos := max(1, len(sloNames(groups)))
		fmt.Fprintf(table, "%s\t%d\t%d\t", file, slos, rules)
		for _, cost := range columns {
			total := 0.0
			for _, samples := range cost {
				total += samples
			}
			fmt.Fprintf(table, "%.2f\t", total/1e6)
		}
		fmt.Fprintln(table)
		for _, group := range groups {
			fmt.Fprintf(table, "%s every %s\t\t%d\t", group.Name, group.Interval, len(group.Rules))
			for _, cost := range columns {
				fmt.Fprintf(table, "%.2f\t", cost[group.Name]/1e6)
			}
			fmt.Fprintln(table)
		}
	}
	return table.Flush()
}

// samplesAnHour evaluates all rules over a month of evenly spaced samples. What their values are does not matter.
func samplesAnHour(groups []rulefmt.RuleGroup, raw int) (map[string]float64, error) {
	data := evenData{newMemory()}
	for i := range raw {
		code := "200"
		if i%2 == 1 {
			code = "500"
		}
		data.add(labels.FromStrings(labels.MetricName, "http_requests_total", "job", "checkout", "code", code,
			"pod", strconv.Itoa(i)), rawScrapeInterval)
	}
	engine := newEngine(false)
	var cost map[string]float64
	for range roundsUntilComplete {
		cost = map[string]float64{}
		for _, group := range groups {
			evaluations := float64(time.Hour) / float64(group.Interval)
			for _, rule := range group.Rules {
				samples, err := data.evaluate(engine, rule, time.Duration(group.Interval))
				if err != nil {
					return nil, err
				}
				cost[group.Name] += float64(samples) * evaluations
			}
		}
	}
	return cost, nil
}

// evenData is a storage in which every series has a sample at each of its intervals.
type evenData struct{ *memory }

// add shares the samples of an interval between all its series: they are many, and all alike.
func (d evenData) add(l labels.Labels, every time.Duration) {
	if d.byHash[l.Hash()] != nil {
		return
	}
	s := &series{labels: l}
	for _, other := range d.byHash {
		if len(other.times) == int(recordedFor/every) {
			s.times, s.samples = other.times, other.samples
		}
	}
	for at := epoch.Add(-recordedFor + every); len(s.times) < int(recordedFor/every); at = at.Add(every) {
		s.times = append(s.times, at.UnixMilli())
		s.samples = append(s.samples, sample{value: float64(at.Unix())})
	}
	d.put(s)
}

// evaluate counts the samples that a rule reads, and has what it records be there for the next.
func (d evenData) evaluate(engine *promql.Engine, rule rulefmt.Rule, every time.Duration) (int64, error) {
	query, err := engine.NewInstantQuery(context.Background(), d, nil, rule.Expr, epoch)
	if err != nil {
		return 0, err
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return 0, fmt.Errorf("%s: %w", rule.Expr, result.Err)
	}
	if vector, ok := result.Value.(promql.Vector); ok && rule.Record != "" {
		for _, sample := range vector {
			recorded := with(sample.Metric, rule.Labels)
			d.add(with(recorded, map[string]string{labels.MetricName: rule.Record}), every)
		}
	}
	return query.Stats().Samples.TotalSamples, nil
}
