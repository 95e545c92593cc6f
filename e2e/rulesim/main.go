// Rulesim judges rendered rules over simulated time, with Prometheus' own rule groups and query engine: each group at
// its own interval, scrapes at theirs, late samples, missed scrapes, restarts of pods and of the server.
// `promtool test rules` can't: it evaluates every group at every step.
//
//	rulesim -rules rules.yaml scenario.yaml…   judge; exit code 1 when an expectation fails
//	rulesim -cost rules.yaml…                  samples that the rules read in an hour of evaluation
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

const (
	exitFailed = 1
	exitUsage  = 2
)

// Queries leave much garbage behind, and what is kept is small.
const collectRarely = 800

func main() {
	var rules files
	flag.Var(&rules, "rules", "`file` of PrometheusRule objects or of plain rule groups; may be repeated")
	cost := flag.Bool("cost", false, "measure the rule files that are given as arguments, each on its own")
	interval := flag.Duration("interval", 30*time.Second, "of groups that name none")
	verbose := flag.Bool("v", false, "print every alert that fired")
	flag.Parse()
	debug.SetGCPercent(collectRarely)
	var err error
	ok := true
	switch {
	case *cost && flag.NArg() > 0:
		err = printCosts(os.Stdout, flag.Args(), *interval)
	case !*cost && len(rules) > 0 && flag.NArg() > 0:
		ok, err = judgeAll(os.Stdout, rules, flag.Args(), *interval, *verbose)
	default:
		flag.Usage()
		os.Exit(exitUsage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rulesim:", err)
		os.Exit(exitUsage)
	}
	if !ok {
		os.Exit(exitFailed)
	}
}

type files []string

func (f *files) String() string { return strings.Join(*f, ",") }

func (f *files) Set(name string) error {
	*f = append(*f, name)
	return nil
}

// judgeAll runs all variants of all scenarios, as many at a time as there are processors, and prints a line for each
// scenario and one for each thing that went otherwise than expected.
func judgeAll(out io.Writer, rules, scenarios []string, interval time.Duration, verbose bool) (bool, error) {
	groups, err := loadGroups(rules, interval)
	if err != nil {
		return false, err
	}
	all := true
	for _, file := range scenarios {
		scenario, err := readScenario(file)
		if err == nil {
			err = scenario.fits(groups)
		}
		if err != nil {
			return false, err
		}
		started := time.Now()
		variants := scenario.variants()
		verdicts := inParallel(variants, func(v variant) verdict { return judge(scenario, v, groups) })
		failed := 0
		for _, verdict := range verdicts {
			if len(verdict.wrong) > 0 {
				failed++
			}
		}
		fmt.Fprintf(out, "%-8s %-40s %s simulated %d× in %.1f s\n", word(failed == 0), scenario.name,
			scenario.Duration, len(variants), time.Since(started).Seconds())
		for _, verdict := range verdicts {
			verdict.print(out, verbose)
		}
		all = all && failed == 0
	}
	return all, nil
}

func word(ok bool) string {
	if ok {
		return "ok"
	}
	return "FAILED"
}

func inParallel[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range in {
		all.Add(1)
		slots <- struct{}{}
		go func() {
			defer all.Done()
			out[i] = f(in[i])
			<-slots
		}()
	}
	all.Wait()
	return out
}
