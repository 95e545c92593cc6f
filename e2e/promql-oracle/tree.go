package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

// shape writes a tree so that another program can compare its own: numbers by their bits, text in hexadecimal,
// durations in nanoseconds, matchers sorted.
func shape(expr parser.Expr) string {
	switch n := expr.(type) {
	case *parser.NumberLiteral:
		bits := fmt.Sprintf("%016x", math.Float64bits(n.Val))
		if math.IsNaN(n.Val) {
			bits = "nan"
		}
		if n.Duration {
			bits += " d"
		}
		return "(n " + bits + ")"
	case *parser.StringLiteral:
		return "(s " + text(n.Val) + ")"
	case *parser.VectorSelector:
		return "(v " + series(n) + modifiers(n.OriginalOffset, n.OriginalOffsetExpr, n.Timestamp, n.StartOrEnd) + ")"
	case *parser.MatrixSelector:
		v := n.VectorSelector.(*parser.VectorSelector)
		return fmt.Sprintf("(m %s %d%s)", series(v), n.Range,
			modifiers(v.OriginalOffset, v.OriginalOffsetExpr, v.Timestamp, v.StartOrEnd))
	case *parser.SubqueryExpr:
		return fmt.Sprintf("(q %s %d %d%s)", shape(n.Expr), n.Range, n.Step,
			modifiers(n.OriginalOffset, n.OriginalOffsetExpr, n.Timestamp, n.StartOrEnd))
	case *parser.Call:
		return "(c " + n.Func.Name + shapes(n.Args) + ")"
	case *parser.AggregateExpr:
		args := []parser.Expr{n.Expr}
		if n.Param != nil {
			args = []parser.Expr{n.Param, n.Expr}
		}
		return fmt.Sprintf("(a %s %t %s%s)", n.Op, n.Without, texts(n.Grouping), shapes(args))
	case *parser.BinaryExpr:
		return fmt.Sprintf("(b %s %t %s%s)", n.Op, n.ReturnBool, matching(n.VectorMatching),
			shapes([]parser.Expr{n.LHS, n.RHS}))
	case *parser.UnaryExpr:
		return fmt.Sprintf("(u %s %s)", n.Op, shape(n.Expr))
	case *parser.ParenExpr:
		return "(p " + shape(n.Expr) + ")"
	}
	return fmt.Sprintf("(? %T)", expr)
}

func shapes(exprs []parser.Expr) string {
	var out strings.Builder
	for _, e := range exprs {
		out.WriteString(" " + shape(e))
	}
	return out.String()
}

func series(v *parser.VectorSelector) string {
	matchers := []string{}
	for i, m := range v.LabelMatchers {
		// The name before the braces comes back as the last matcher.
		if v.Name != "" && i == len(v.LabelMatchers)-1 {
			break
		}
		op := map[labels.MatchType]string{
			labels.MatchEqual: "=", labels.MatchNotEqual: "!=", labels.MatchRegexp: "=~", labels.MatchNotRegexp: "!~",
		}[m.Type]
		matchers = append(matchers, text(m.Name)+op+text(m.Value))
	}
	sort.Strings(matchers)
	return text(v.Name) + "[" + strings.Join(matchers, " ") + "]"
}

func modifiers(offset time.Duration, computed *parser.DurationExpr, at *int64, startOrEnd parser.ItemType) string {
	if computed != nil {
		offset = time.Duration(math.Round(seconds(computed) * 1e9))
	}
	out := ""
	if offset != 0 {
		out += fmt.Sprintf(" offset=%d", offset)
	}
	switch {
	case at != nil:
		out += fmt.Sprintf(" at=%d", *at)
	case startOrEnd == parser.START:
		out += " at=start"
	case startOrEnd == parser.END:
		out += " at=end"
	}
	return out
}

// seconds folds the only arithmetic that is on by default: signs.
func seconds(expr parser.Expr) float64 {
	switch n := expr.(type) {
	case *parser.NumberLiteral:
		return n.Val
	case *parser.DurationExpr:
		if n.LHS == nil && n.Op == parser.SUB {
			return -seconds(n.RHS)
		}
		if n.LHS == nil && n.Op == parser.ADD {
			return seconds(n.RHS)
		}
	}
	panic(fmt.Sprintf("unexpected duration %s", expr))
}

func matching(m *parser.VectorMatching) string {
	if m == nil {
		return "-"
	}
	group := map[parser.VectorMatchCardinality]string{parser.CardManyToOne: "left", parser.CardOneToMany: "right"}[m.Card]
	if !m.On && len(m.MatchingLabels) == 0 && group == "" {
		return "-"
	}
	return fmt.Sprintf("%t%s%s%s", m.On, texts(m.MatchingLabels), group, texts(m.Include))
}

func texts(all []string) string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = text(s)
	}
	return "[" + strings.Join(out, " ") + "]"
}

func text(s string) string {
	return hex.EncodeToString([]byte(s))
}
