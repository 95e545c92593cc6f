package main

import (
	"math"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

// newEngine is Prometheus' own, as its flags default to. It answers one query at a time.
func newEngine(closed bool) *promql.Engine {
	options := promql.EngineOpts{
		MaxSamples:           math.MaxInt32,
		Timeout:              time.Hour,
		EnableAtModifier:     true,
		EnableNegativeOffset: true,
		LookbackDelta:        5 * time.Minute,
		Parser:               parser.NewParser(parser.Options{}),
	}
	if closed {
		options.LookbackDelta += time.Millisecond
		options.Parser = closedRanges{options.Parser}
	}
	options.Parser = parsedOnce{options.Parser, map[string]parser.Expr{}}
	return promql.NewEngine(options)
}

// closedRanges makes the engine of Prometheus 3 read ranges as Prometheus 2 does: with the sample that is exactly as
// old as the range. Times are whole milliseconds, so a range that is one longer holds the same samples.
type closedRanges struct{ parser.Parser }

func (p closedRanges) ParseExpr(query string) (parser.Expr, error) {
	expr, err := p.Parser.ParseExpr(query)
	if err != nil {
		return nil, err
	}
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.MatrixSelector:
			n.Range += time.Millisecond
		case *parser.SubqueryExpr:
			n.Range += time.Millisecond
		}
		return nil
	})
	return expr, nil
}

// parsedOnce keeps expressions, since the same few are evaluated thousands of times. An evaluation leaves in them the
// series that it has selected, and marks around what is constant, which it can't read again.
type parsedOnce struct {
	parser.Parser
	known map[string]parser.Expr
}

func (p parsedOnce) ParseExpr(query string) (parser.Expr, error) {
	if expr, known := p.known[query]; known && asParsed(expr) {
		return expr, nil
	}
	expr, err := p.Parser.ParseExpr(query)
	if err == nil {
		p.known[query] = expr
	}
	return expr, err
}

// asParsed puts an expression back to what it was before it was evaluated, if that can be done.
func asParsed(expr parser.Expr) bool {
	marked := false
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			n.Series, n.UnexpandedSeriesSet = nil, nil
		case *parser.StepInvariantExpr:
			marked = true
		}
		return nil
	})
	return !marked
}
