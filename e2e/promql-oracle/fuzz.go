package main

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"strings"
)

// generator writes expressions by the grammar, most of them valid, and then breaks some.
type generator struct {
	*rand.Rand
	corpus []string
}

func fuzz(out *bufio.Writer, seed uint64, n int, kind string, corpus []string) {
	g := generator{rand.New(rand.NewPCG(seed, 1)), corpus}
	kinds := map[string]func() string{
		"expr":   g.any,
		"regex":  func() string { return "x{a" + g.pick([]string{"=~", "!~"}) + quoted(g.regex(3)) + "}" },
		"text":   func() string { return g.text() + g.maybe(" == x") },
		"number": func() string { return g.maybe("x[") + g.chars("0123456789._eExXabfmshdwy+-:iInN ") + g.maybe("]") },
	}
	for range n {
		expr := strings.ToValidUTF8(kinds[kind](), "é")
		line, _ := json.Marshal(expr)
		out.Write(append(line, '\n'))
	}
}

func (g generator) any() string {
	var expr string
	switch {
	case len(g.corpus) > 0 && g.IntN(3) == 0:
		expr = g.pick(g.corpus)
	case g.IntN(12) == 0:
		expr = "x{a" + g.pick([]string{"=~", "!~"}) + quoted(g.regex(3)) + "}"
	case g.IntN(14) == 0:
		expr = g.soup()
	default:
		expr = g.expr(g.IntN(5))
	}
	for g.IntN(2) == 0 {
		expr = g.mutate(expr)
	}
	return expr
}

func (g generator) chars(set string) string {
	var out strings.Builder
	for range 1 + g.IntN(8) {
		out.WriteByte(set[g.IntN(len(set))])
	}
	return out.String()
}

func (g generator) text() string {
	quote := g.pick([]string{`"`, `'`, "`"})
	var out strings.Builder
	for range g.IntN(6) {
		out.WriteString(g.pick([]string{
			"a", " ", `\\n`, `\\`, `\"`, `\'`, "'", `"`, "`", `\x`, `\xe9`, `\xc3\xa9`, `\xf0\x9f\x98\x80`, `\xe2\x82`, `\xed\xa0\x80`,
			`\xc0\x80`, `\xf5`, `\x41`, `\u00e9`, `\ud800`, `\uFFFD`, `\xef\xbf\xbd`, `\U0001F600`, `\U00110000`, `\303\251`, `\400`, `\8`,
			`\0`, "é", "\U0001F600", "\uFFFD", "\u2028", "\u00ad", "\u0301", "\x00", "\x7f", "\t", "\n", "\r", `\a\b\f\n\r\t\v`, `\e`, `\`,
		}))
	}
	return quote + out.String() + quote
}

func (g generator) pick(all []string) string { return all[g.IntN(len(all))] }

func (g generator) maybe(s string) string {
	if g.IntN(3) == 0 {
		return s
	}
	return ""
}

var (
	names = strings.Fields(`up foo bar http_requests_total job:rate:5m a:b :c _x sum by without offset and or unless avg
		group start end step range max_of min_of fill fill_left fill_right anchored smoothed on ignoring bool atan2
		group_left group_right inf NaN Inf infinity SUM By topk limitk count_values le x e1 Offset`)
	labelNames = strings.Fields(`job instance le by on sum without bool __name__ "a.b" 'x y' "é" "" "\xff" inf nan offset
		group_left a:b _ step "without" start atan2 and`)
	values    = strings.Fields(`"" "a" 'b' "api" "a.b" "5.." "\x41" "\u00e9" "\U0001F600" "\101" "\"" '\'' "\n" "\\d" "\xff" "\377" "é"`)
	regexes   = strings.Fields(`"" ".*" ".+" "a|b" "a||b" "5.." "(" ")" "[a-z]+" "a{2,3}" "a{1001}" "^$" "\\d+" "(?i)x" "x*?" "a**" "\\b" "(?P<n>a)" "(?=a)" "[[:alpha:]]"`)
	numbers   = strings.Fields(`0 1 2 5 0.5 .5 5. 1e3 1E-3 1e+9 0x1F 0X_1f 017 08 1_000 1__0 Inf NaN inf 1e999 99999999999999999999 0x 1.e5 1e 0b1 0.001 14.4 1_0.5 0_7 3e400 00 0x1e5 9223372036854775808`)
	durations = strings.Fields(`5m 1h 1h30m 1d 2w 1y 100ms 1s500ms 0s 5m1h 1m1m 1.5h 1h30 5M 10 0.5 300 1ms 292y 293y 1y2w3d4h5m6s7ms 05m 1e3 0x10 -5m +5m --5m (5m) -(5m) 5m+1m 2*5m step() 0 -0 Inf 1e10 5m/0 0.0005`)
	binaries  = strings.Fields(`+ - * / % ^ == != < <= > >= and or unless atan2 </ >/ AND Or = =~ !`)
	functions = strings.Fields(`rate irate increase delta sum_over_time last_over_time absent_over_time abs ceil round clamp clamp_min
		clamp_max scalar vector time pi hour day_of_month label_replace label_join histogram_quantile histogram_fraction
		histogram_count quantile_over_time predict_linear sort absent timestamp deriv changes resets sgn info mad_over_time
		sort_by_label start end step range max_of min_of nosuch Rate double_exponential_smoothing holt_winters exp minute year`)
	aggregates = strings.Fields(`sum avg min max count group stddev stdvar topk bottomk quantile count_values limitk limit_ratio SUM Topk`)
)

func (g generator) expr(depth int) string {
	if depth <= 0 {
		switch g.IntN(8) {
		case 0:
			return g.pick(numbers)
		case 1:
			return g.pick(values)
		case 2:
			return g.pick(durations[:12])
		default:
			return g.selector() + g.modifiers()
		}
	}
	switch g.IntN(9) {
	case 0, 1:
		return g.expr(depth-1) + g.space() + g.pick(binaries[:18]) + g.matching() + g.space() + g.expr(depth-1)
	case 2:
		return g.aggregate(depth)
	case 3:
		return g.typedCall(depth)
	case 4:
		return g.pick(functions) + "(" + g.args(depth) + ")"
	case 5:
		return "(" + g.expr(depth-1) + ")" + g.modifiers()
	case 6:
		return g.pick([]string{"-", "+", "- ", "-+"}) + g.expr(depth-1)
	case 7:
		return g.expr(depth-1) + g.brackets() + g.modifiers()
	default:
		return g.selector() + "[" + g.pick(durations[:9]) + "]" + g.modifiers()
	}
}

// typedCall is likely to pass the type check.
func (g generator) typedCall(depth int) string {
	switch g.IntN(6) {
	case 0:
		return g.pick([]string{"rate", "increase", "delta", "sum_over_time", "changes"}) + "(" + g.pick(names[:6]) + "[5m]" + g.modifiers() + ")"
	case 1:
		return g.pick([]string{"abs", "ceil", "sort", "absent", "histogram_count"}) + "(" + g.vector(depth) + ")"
	case 2:
		return "histogram_quantile(" + g.pick(numbers[:8]) + ", " + g.vector(depth) + ")"
	case 3:
		return "label_replace(" + g.vector(depth) + `, "a", "$1", "b", "(.*)")`
	case 4:
		return "max_over_time(" + g.vector(depth) + g.pick([]string{"[5m:]", "[1h:1m]", "[1h : 30s]"}) + ")"
	default:
		return "clamp_min(" + g.vector(depth) + "," + g.pick(numbers[:8]) + ")"
	}
}

func (g generator) vector(depth int) string {
	if depth <= 0 || g.IntN(3) == 0 {
		return g.pick(names[:6]) + g.maybe(`{job="x"}`)
	}
	switch g.IntN(3) {
	case 0:
		return g.typedCall(depth - 1)
	case 1:
		return "sum" + g.maybe(" by (job)") + "(" + g.vector(depth-1) + ")"
	default:
		return g.vector(depth-1) + " " + g.pick(binaries[:18]) + " " + g.maybe("on (job) ") + g.vector(depth-1)
	}
}

func (g generator) aggregate(depth int) string {
	op := g.pick(aggregates)
	args := g.vector(depth - 1)
	if g.IntN(4) == 0 {
		args = g.args(depth)
	}
	switch strings.ToLower(op) {
	case "topk", "bottomk", "quantile", "limitk", "limit_ratio":
		args = g.pick(numbers[:6]) + ", " + args
	case "count_values":
		args = `"v", ` + args
	}
	switch g.IntN(3) {
	case 0:
		return op + g.grouping() + "(" + args + ")"
	case 1:
		return op + "(" + args + ")" + g.grouping()
	default:
		return op + g.space() + "(" + args + ")"
	}
}

func (g generator) grouping() string {
	return g.pick([]string{" by ", " without ", " by", " BY "}) + g.labels()
}

func (g generator) labels() string {
	n := g.IntN(4)
	all := make([]string, n)
	for i := range all {
		all[i] = g.pick(labelNames)
		if g.IntN(2) == 0 {
			all[i] = g.pick(labelNames[:3])
		}
	}
	return "(" + strings.Join(all, g.pick([]string{",", ", "})) + g.maybe(g.pick([]string{"", ","})) + ")"
}

func (g generator) matching() string {
	out := ""
	if g.IntN(6) == 0 {
		out += " bool"
	}
	if g.IntN(4) == 0 {
		out += g.pick([]string{" on", " ignoring "}) + g.labels()
		if g.IntN(3) == 0 {
			out += g.pick([]string{" group_left", " group_right"}) + g.maybe(g.labels())
		}
	}
	if g.IntN(25) == 0 {
		out += g.pick([]string{" fill(0)", " fill_left(1)", " fill_right(-1) fill_left (2)", " fill"})
	}
	return out
}

func (g generator) args(depth int) string {
	n := g.IntN(4)
	all := make([]string, n)
	for i := range all {
		all[i] = g.expr(depth - 1)
	}
	return strings.Join(all, ", ")
}

func (g generator) selector() string {
	name := g.pick(names[:8])
	if g.IntN(3) == 0 {
		name = g.pick(names)
	}
	switch g.IntN(3) {
	case 0:
		return name
	case 1:
		return name + "{" + g.matchers() + "}"
	default:
		return "{" + g.matchers() + "}"
	}
}

func (g generator) matchers() string {
	n := g.IntN(4)
	all := make([]string, n)
	for i := range all {
		label := g.pick(labelNames[:3])
		if g.IntN(4) == 0 {
			label = g.pick(labelNames)
		}
		switch g.IntN(8) {
		case 0:
			all[i] = g.pick(values)
		case 1, 2:
			all[i] = label + g.pick([]string{"=~", "!~"}) + g.pick(regexes)
		default:
			all[i] = label + g.pick([]string{"=", "!=", " = "}) + g.pick(values)
		}
	}
	return strings.Join(all, ",") + g.maybe(g.pick([]string{"", "", ",", " "}))
}

func (g generator) brackets() string {
	switch g.IntN(4) {
	case 0:
		return "[" + g.pick(durations) + "]"
	case 1:
		return "[" + g.pick(durations) + ":]"
	default:
		return "[" + g.pick(durations[:8]) + g.maybe(" ") + ":" + g.maybe(" ") + g.pick(durations) + "]"
	}
}

func (g generator) modifiers() string {
	out := ""
	for g.IntN(4) == 0 {
		switch g.IntN(3) {
		case 0:
			out += " offset " + g.pick(durations)
		case 1:
			out += " @ " + g.pick([]string{"start()", "end()", "1609746000", "1.5", "-1", "5m", "Inf", "0x10", "+3", "1e19", "end", "step()", "9e18"})
		default:
			out += g.brackets()
		}
	}
	return out + g.maybe(g.pick([]string{"", "", "", " anchored", " smoothed", " #c\n", " # é"}))
}

func (g generator) space() string {
	return g.pick([]string{" ", " ", "", "\n", "\t", " # c\n"})
}

var fragments = append(append(append(append(append([]string{
	"(", ")", "[", "]", "{", "}", ",", ":", "@", "\"", "'", "`", "#", "\n", " ", "\\", ".", ";", "$", "é", "\U0001F600", "\uFFFD",
	"by (a)", "on(a)", "bool", "offset", "[5m]", "[1h:1m]", "{}", "()", "e", "_", "-", "+", "0", "m", "{a=\"b\"}",
}, binaries...), numbers...), names...), durations...), values...)

func (g generator) soup() string {
	var out strings.Builder
	for range 1 + g.IntN(7) {
		out.WriteString(g.pick(fragments))
		out.WriteString(g.maybe(" "))
	}
	return out.String()
}

func (g generator) mutate(expr string) string {
	runes := []rune(expr)
	if len(runes) == 0 {
		return g.pick(fragments)
	}
	i := g.IntN(len(runes))
	j := min(len(runes), i+1+g.IntN(3))
	before, cut, after := string(runes[:i]), string(runes[i:j]), string(runes[j:])
	switch g.IntN(6) {
	case 0:
		return before + after
	case 1:
		return before + cut + cut + after
	case 2:
		return before + g.pick(fragments) + cut + after
	case 3:
		return before + g.pick(fragments) + after
	case 4:
		return before
	default:
		return before + " " + g.pick(fragments) + " " + cut + after
	}
}

var regexParts = []string{
	"a", "b", "é", ".", "^", "$", "|", "(", ")", "(?:", "(?i)", "(?i:", "(?-s:", "(?P<n>", "(?<n>", "(?P<n", "(?P=n)", "(?=", "(?!", "(?<=", "(?>",
	"[", "]", "[a-z]", "[^a]", "[]a]", "[a-]", "[z-a]", "[[:alpha:]]", "[[:^digit:]]", "[[:nope:]]", "[\\d-z]", "[a-\\d]", "[\\]]", "[^]", "[]",
	"*", "+", "?", "*?", "++", "{2}", "{2,}", "{2,3}", "{3,2}", "{,2}", "{1001}", "{1000}", "{01}", "{", "}", "{2}{3}", "{0}",
	"\\", "\\d", "\\D", "\\w", "\\s", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\C", "\\K", "\\R", "\\X", "\\h", "\\1", "\\12", "\\0", "\\08", "\\777",
	"\\x41", "\\x4", "\\x{41}", "\\x{110000}", "\\x{}", "\\pL", "\\pN", "\\PN", "\\p{Greek}", "\\p{^Greek}", "\\p{greek}", "\\p{Nope}", "\\p{L", "\\p", "\\pZ", "\\pX",
	"\\Q", "\\E", "\\Qa.b\\E", "\\_", "\\-", "\\.", "\\é", "\\a", "\\f", "\\t", "\\n", "\\r", "\\v", "\\e", "\\u0041", "\\N", "\\c", "(?#c)", "(?s)", "(?U)", "(?x)", "(?)", "(?-)", "(?i-m)", "(?i-)",
}

func (g generator) regex(depth int) string {
	var out strings.Builder
	for range 1 + g.IntN(4) {
		if depth > 0 && g.IntN(4) == 0 {
			out.WriteString("(" + g.regex(depth-1) + ")" + g.pick([]string{"", "*", "+", "?", "{2}", "{40}", "{100}"}))
		} else if g.IntN(2) == 0 {
			out.WriteString(g.pick([]string{"a", "b", ".", "[a-z]", "\\d", ".*", "a+", "b?", "|", "(a|b)", "x{2,5}"}))
		} else {
			out.WriteString(g.pick(regexParts))
		}
	}
	return out.String()
}

// quoted writes a text literal that Prometheus reads as s.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
