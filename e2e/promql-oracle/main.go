// The oracle of the PromQL parser: what Prometheus' own parser says to expressions.
//
//	promql-oracle                      reads JSON strings, one a line, and writes a verdict for each
//	promql-oracle fuzz -seed N -n N    writes generated and mutated expressions as JSON strings
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"unicode/utf16"

	"github.com/prometheus/prometheus/promql/parser"
)

// Verdict is one line of verdicts.jsonl.
type Verdict struct {
	Expr  string `json:"expr"`
	Ok    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
	// Start and End delimit the fault in UTF-16 units, as Java counts.
	Start *int `json:"start,omitempty"`
	End   *int `json:"end,omitempty"`
	// Printed is Prometheus' own spelling, Tree the shape of what it read (see tree.go).
	Printed string `json:"printed,omitempty"`
	Tree    string `json:"tree,omitempty"`
}

func main() {
	log.SetFlags(0)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if len(os.Args) > 1 && os.Args[1] == "fuzz" {
		flags := flag.NewFlagSet("fuzz", flag.ExitOnError)
		seed := flags.Uint64("seed", 1, "seed of the generator")
		n := flags.Int("n", 1000, "number of expressions")
		kind := flags.String("kind", "expr", "expr, or only regex, text or number")
		seeds := flags.String("corpus", "", "file of JSON strings or verdicts to mutate as well")
		_ = flags.Parse(os.Args[2:])
		fuzz(out, *seed, *n, *kind, readCorpus(*seeds))
		return
	}
	flags := flag.NewFlagSet("verdicts", flag.ExitOnError)
	experimental := flags.Bool("experimental", false, "enable experimental functions")
	_ = flags.Parse(os.Args[1:])
	p := parser.NewParser(parser.Options{EnableExperimentalFunctions: *experimental})
	writer := json.NewEncoder(out)
	writer.SetEscapeHTML(false)
	scanner := lines(os.Stdin)
	for scanner.Scan() {
		var expr string
		if err := json.Unmarshal(scanner.Bytes(), &expr); err != nil {
			log.Fatalf("not a JSON string: %s", scanner.Text())
		}
		if err := writer.Encode(judge(p, expr)); err != nil {
			log.Fatal(err)
		}
	}
	if err := scanner.Err(); err != nil {
		log.Fatal(err)
	}
}

func lines(file *os.File) *bufio.Scanner {
	scanner := bufio.NewScanner(file)
	scanner.Buffer(make([]byte, 1<<20), 1<<26)
	return scanner
}

func readCorpus(path string) []string {
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	var exprs []string
	scanner := lines(file)
	for scanner.Scan() {
		var expr string
		var verdict Verdict
		if json.Unmarshal(scanner.Bytes(), &expr) == nil {
			exprs = append(exprs, expr)
		} else if json.Unmarshal(scanner.Bytes(), &verdict) == nil {
			exprs = append(exprs, verdict.Expr)
		}
	}
	return exprs
}

func judge(p parser.Parser, expr string) Verdict {
	tree, err := p.ParseExpr(expr)
	if err == nil {
		return Verdict{Expr: expr, Ok: true, Printed: tree.String(), Tree: shape(tree)}
	}
	verdict := Verdict{Expr: expr, Error: err.Error()}
	var faults parser.ParseErrors
	if errors.As(err, &faults) && len(faults) > 0 {
		first := faults[0]
		start := units(expr, int(first.PositionRange.Start))
		end := units(expr, int(first.PositionRange.End))
		verdict.Error, verdict.Start, verdict.End = fmt.Sprint(first.Err), &start, &end
	}
	return verdict
}

// units converts an offset in bytes to one in UTF-16 units.
func units(text string, offset int) int {
	offset = max(0, min(offset, len(text)))
	return len(utf16.Encode([]rune(text[:offset])))
}
