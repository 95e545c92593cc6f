package main

import (
	"math"

	"github.com/prometheus/prometheus/model/histogram"
)

// observed are the values that a native histogram observes: one for all good events and a greater one for all bad ones.
// Each bucket reaches from a power of two to the next.
type observed struct {
	Good float64 `yaml:"good"`
	Bad  float64 `yaml:"bad"`
}

func (o observed) histogram(good, bad float64) *histogram.FloatHistogram {
	first, second := bucket(o.Good), bucket(o.Bad)
	return &histogram.FloatHistogram{
		Count: good + bad,
		Sum:   good*o.Good + bad*o.Bad,
		PositiveSpans: []histogram.Span{
			{Offset: first, Length: 1},
			{Offset: second - first - 1, Length: 1},
		},
		PositiveBuckets: []float64{good, bad},
	}
}

// bucket is the index of the bucket that holds a value.
func bucket(value float64) int32 { return int32(math.Ceil(math.Log2(value))) }
