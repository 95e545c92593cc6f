package main

import (
	_ "github.com/prometheus/prometheus/promql/parser"
)

func main() {}
